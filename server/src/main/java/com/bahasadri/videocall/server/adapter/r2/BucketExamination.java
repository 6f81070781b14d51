package com.bahasadri.videocall.server.adapter.r2;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.port.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Examines a bucket: whether the key opens it, and whether pages may read from it. Immutable. */
public final class BucketExamination {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final R2Settings settings;

    /**
     * Examines a bucket.
     *
     * @param settings which, and by which key
     */
    public BucketExamination(R2Settings settings) {
        this.settings = requireNonNull(settings, "settings is null");
    }

    /**
     * Examines it; nothing is written.
     *
     * @param origin the scheme, host and port of the pages that play files
     * @param found is told each finding as it is made
     */
    public void examine(String origin, Consumer<Finding> found) {
        Finding bucket = bucket();
        found.accept(bucket);
        if (bucket.ok()) {
            found.accept(crossOrigin(origin));
        }
    }

    private Finding bucket() {
        String subject = "R2 bucket " + settings.bucket();
        try (S3Client client = R2Clients.client(settings)) {
            client.listObjectsV2(request -> request.bucket(settings.bucket()).maxKeys(1));
            return Finding.good(subject, "opens");
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Finding.bad(subject, "does not exist", "Create it, or correct R2_BUCKET");
            }
            return e.statusCode() == FORBIDDEN
                    ? Finding.bad(
                            subject,
                            "does not open with this key",
                            "Make an R2 API token with Object Read & Write for the bucket; set R2_ACCESS_KEY_ID and"
                                    + " R2_SECRET_ACCESS_KEY")
                    : Finding.bad(subject, "answers with status " + e.statusCode(), "Check R2_ENDPOINT");
        } catch (SdkException e) {
            return Finding.bad(subject, "cannot be reached at " + settings.endpoint(), "Check R2_ENDPOINT");
        }
    }

    /** Asks as a browser does before it reads a part of a file. */
    private Finding crossOrigin(String origin) {
        String subject = "R2 CORS for " + origin;
        URI base = settings.publicUrl() == null
                ? URI.create(settings.endpoint() + "/" + settings.bucket())
                : settings.publicUrl();
        HttpRequest asking = HttpRequest.newBuilder(URI.create(base + "/doctor"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "range")
                .timeout(PATIENCE)
                .build();
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            // The body is left unread: it may be without end.
            HttpResponse<InputStream> answer = http.send(asking, BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.headers()
                            .firstValue("Access-Control-Allow-Origin")
                            .filter(value -> value.equals("*") || value.equals(origin))
                            .isPresent()
                    ? Finding.good(subject, "lets pages read files")
                    : Finding.bad(
                            subject,
                            "does not let scripts of pages read files; a plain <video> plays all the same",
                            "Add a CORS rule to the bucket: AllowedOrigins [\"" + origin
                                    + "\"], AllowedMethods [\"GET\", \"HEAD\"], AllowedHeaders [\"range\"]");
        } catch (IOException e) {
            return Finding.bad(
                    subject, "cannot be asked for: " + e.getMessage(), "Check R2_ENDPOINT and R2_PUBLIC_URL");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.bad(subject, "was not asked for", "Try again");
        }
    }
}
