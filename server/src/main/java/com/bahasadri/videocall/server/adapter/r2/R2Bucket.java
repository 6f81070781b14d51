package com.bahasadri.videocall.server.adapter.r2;

import com.bahasadri.videocall.server.domain.file.ContentDisposition;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What is asked of the bucket, by the id of the file. Everything it throws is the SDK's. */
final class R2Bucket implements AutoCloseable {
    private static final String PREFIX = "video-call/";

    private final R2Settings settings;
    private final S3Client client;
    private final S3Presigner presigner;

    R2Bucket(R2Settings settings) {
        this.settings = settings;
        this.client = R2Clients.client(settings);
        this.presigner = R2Clients.presigner(settings);
    }

    void put(NewFile file, RequestBody body) {
        client.putObject(
                request -> request.bucket(settings.bucket())
                        .key(key(file.id()))
                        .contentType(file.type().contentType())
                        .contentDisposition(ContentDisposition.inline(file.filename())),
                body);
    }

    String createUpload(NewFile file) {
        return client.createMultipartUpload(request -> request.bucket(settings.bucket())
                        .key(key(file.id()))
                        .contentType(file.type().contentType())
                        .contentDisposition(ContentDisposition.inline(file.filename())))
                .uploadId();
    }

    CompletedPart putPart(String fileId, String uploadId, int number, RequestBody body) {
        String tag = client.uploadPart(
                        request -> request.bucket(settings.bucket())
                                .key(key(fileId))
                                .uploadId(uploadId)
                                .partNumber(number),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    void completeUpload(String fileId, String uploadId, List<CompletedPart> parts) {
        client.completeMultipartUpload(request -> request.bucket(settings.bucket())
                .key(key(fileId))
                .uploadId(uploadId)
                .multipartUpload(all -> all.parts(parts)));
    }

    /** Gives an upload up; that it has ended already is no error. */
    void abortUpload(String fileId, String uploadId) {
        try {
            client.abortMultipartUpload(request ->
                    request.bucket(settings.bucket()).key(key(fileId)).uploadId(uploadId));
        } catch (NoSuchUploadException e) {
            // It is gone, which is what was asked for.
        }
    }

    /** Gives up every upload of a file, also those of processes that are no more. */
    void abortUploads(String fileId) {
        // What is listed has a key that begins like this one, and may be of another file.
        client
                .listMultipartUploadsPaginator(
                        request -> request.bucket(settings.bucket()).prefix(key(fileId)))
                .uploads()
                .stream()
                .filter(upload -> upload.key().equals(key(fileId)))
                .forEach(upload -> abortUpload(fileId, upload.uploadId()));
    }

    /** Deletes an object; that there is none is no error. */
    void delete(String fileId) {
        client.deleteObject(request -> request.bucket(settings.bucket()).key(key(fileId)));
    }

    /** The object's URL, made without asking anyone. */
    URI url(String fileId, Duration lifetime) {
        URI base = settings.publicUrl();
        if (base != null) {
            String text = base.toString();
            return URI.create((text.endsWith("/") ? text : text + "/") + key(fileId));
        }
        try {
            return presigner
                    .presignGetObject(presigned -> presigned
                            .signatureDuration(lifetime)
                            .getObjectRequest(
                                    request -> request.bucket(settings.bucket()).key(key(fileId))))
                    .url()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a presigned URL is no URI", e);
        }
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
    }

    private static String key(String fileId) {
        return PREFIX + fileId;
    }
}
