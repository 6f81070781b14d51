import com.bahasadri.videocall.server.adapter.r2.R2FileStore;
import com.bahasadri.videocall.server.adapter.r2.R2Settings;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * How long a file takes into a bucket through the file store, against one plain PUT of the same file. Run as
 * {@code java -cp server/target/video-call-server.jar server/src/bench/StoreToR2.java ENDPOINT BUCKET KEY_ID KEY
 * MEGABYTES ROUNDS}.
 */
public class StoreToR2 {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(arguments[0]);
        String bucket = arguments[1];
        Path file = Files.createTempFile("bench", ".mp4");
        Path parts = Files.createTempDirectory("bench-parts");
        byte[] megabyte = new byte[1_000_000];
        try (var output = Files.newOutputStream(file)) {
            Random random = new Random(1);
            for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
                random.nextBytes(megabyte);
                output.write(megabyte);
            }
        }
        List<Long> through = new ArrayList<>();
        List<Long> plain = new ArrayList<>();
        try (R2FileStore store = new R2FileStore(
                        new R2Settings(
                                endpoint, bucket, arguments[2], arguments[3], null, R2Settings.Timeouts.standard()),
                        parts);
                S3Client client = S3Client.builder()
                        .region(Region.of("auto"))
                        .endpointOverride(endpoint)
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(arguments[2], arguments[3])))
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .chunkedEncodingEnabled(false)
                                .build())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            // The first round is for the compiler.
            for (int round = 0; round <= Integer.parseInt(arguments[5]); round++) {
                long start = System.nanoTime();
                store(store, file);
                long middle = System.nanoTime();
                client.putObject(
                        request -> request.bucket(bucket).key("video-call/plain").contentType("video/mp4"),
                        RequestBody.fromFile(file));
                long end = System.nanoTime();
                if (round > 0) {
                    through.add(middle - start);
                    plain.add(end - middle);
                }
            }
            store.delete("bench");
            store.delete("plain");
        } finally {
            Files.delete(file);
            Files.delete(parts);
        }
        System.out.printf(
                "store %d ms, plain PUT %d ms, ratio %.2f%n",
                median(through) / 1_000_000, median(plain) / 1_000_000, (double) median(through) / median(plain));
    }

    private static void store(R2FileStore store, Path file) throws Exception {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream input = Files.newInputStream(file);
                Upload upload = store.begin(new NewFile("bench", "Ein \"Tag\" 🎥.mp4", VideoType.MP4))) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                upload.write(buffer, 0, read);
            }
            upload.complete();
        }
    }

    private static long median(List<Long> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }
}
