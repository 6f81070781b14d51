package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.VideoFilesApi;
import com.bahasadri.videocall.server.contract.model.DeletedVideoFile;
import com.bahasadri.videocall.server.contract.model.VideoFileList;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.file.FileService;
import com.bahasadri.videocall.server.domain.file.Uploader;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.filter.Caller;
import com.bahasadri.videocall.server.filter.TokenHolder;
import com.bahasadri.videocall.server.multipart.UploadForm;
import jakarta.inject.Provider;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/** Takes video files in, lists, serves and deletes them. */
public final class VideoFilesResource implements VideoFilesApi {
    private final FileService files;
    private final SignedFileUrls urls;

    @Context
    private UriInfo uriInfo;

    @Context
    private HttpHeaders headers;

    /** JAX-RS's own says GET of a HEAD that is answered as one. */
    @Context
    private Provider<Request> transportRequest;

    @Context
    private SecurityContext caller;

    /**
     * Answers with a service.
     *
     * @param files the service
     * @param urls tells where files play from
     */
    @SuppressWarnings("NullAway.Init")
    public VideoFilesResource(FileService files, SignedFileUrls urls) {
        this.files = requireNonNull(files, "files is null");
        this.urls = requireNonNull(urls, "urls is null");
    }

    @Override
    public Response uploadVideoFile(String sessionId, InputStream body, String contentType) {
        UploadForm form = new UploadForm(body, contentType, announcedBytes());
        try {
            VideoFile file = files.share(sessionId, uploader(), form);
            return Response.ok(ContractModels.uploaded(file, urls.of(sessionId, file, uriInfo.getBaseUri())))
                    .build();
        } catch (IOException e) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "The body did not arrive whole", e);
        }
    }

    @Override
    public Response listVideoFiles(String sessionId) {
        return Response.ok(VideoFileList.builder()
                        .files(files.list(sessionId).stream()
                                .map(file ->
                                        ContractModels.shared(file, urls.of(sessionId, file, uriInfo.getBaseUri())))
                                .toList())
                        .build())
                .build();
    }

    @Override
    public Response deleteVideoFile(String sessionId, String fileId) {
        files.delete(sessionId, fileId, Caller.cause(caller));
        return Response.ok(
                        DeletedVideoFile.builder().success(true).fileId(fileId).build())
                .build();
    }

    @Override
    public Response readVideoFile(
            String sessionId,
            String fileId,
            @Nullable String expires,
            @Nullable String signature,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch) {
        Duration left = urls.opens(sessionId, fileId, expires, signature)
                .orElseThrow(() -> new ServiceException(
                        ErrorCode.FORBIDDEN,
                        "This URL does not open the file any more; list the files for a fresh one"));
        try {
            return FileAnswers.of(
                    files.open(sessionId, fileId),
                    new FileAnswers.Asked(
                            transportRequest.get().getMethod() == Method.HEAD, range, ifRange, ifNoneMatch, left));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Uploader uploader() {
        Cause cause = Caller.cause(caller);
        return new Uploader(cause, caller.getUserPrincipal() instanceof TokenHolder holder ? holder.again() : () -> {});
    }

    /** The announced length; Jersey's own reading of it ends at 2 GiB. The listener has refused what is no number. */
    private long announcedBytes() {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }
}
