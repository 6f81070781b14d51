package com.bahasadri.videocall.server.support;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real S3 server with one empty bucket, as a process of its own: it checks signatures, and keeps what it is given
 * in a temporary directory until it is closed.
 */
public final class S3Server implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)}");
    private static final String BUCKET = "video-files";
    private static final String KEY_ID = "local-key-id";
    private static final String KEY = "local-secret-key";

    /** On standard output, for the server sends standard error to its log. */
    private static final String LOG = """
            <configuration>
              <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %msg%n%ex</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="console"/></root>
            </configuration>
            """;

    private final TemporaryDirectory directory;
    private final ChildJvm process;
    private URI endpoint = URI.create("http://127.0.0.1");

    private S3Server(TemporaryDirectory directory, ChildJvm process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts one on a free port of the loopback interface, and waits until it listens. */
    public static S3Server start() throws InterruptedException {
        try {
            TemporaryDirectory temporary = TemporaryDirectory.create("s3-server");
            Path directory = temporary.path();
            Files.createDirectories(directory.resolve("data").resolve(BUCKET));
            Path properties = Files.write(
                    directory.resolve("s3proxy.properties"),
                    List.of(
                            "s3proxy.endpoint=http://127.0.0.1:0",
                            "s3proxy.authorization=aws-v4",
                            "s3proxy.identity=" + KEY_ID,
                            "s3proxy.credential=" + KEY,
                            "jclouds.provider=filesystem-nio2",
                            "jclouds.filesystem.basedir=" + directory.resolve("data")));
            Path log = Files.writeString(directory.resolve("logback.xml"), LOG);
            ChildJvm process = ChildJvm.start(
                    classPath(),
                    List.of("-Xmx128m", "-Dlogback.configurationFile=" + log),
                    Map.of(),
                    List.of(S3ServerMain.class.getName(), "--properties", properties.toString()));
            S3Server server = new S3Server(temporary, process);
            server.awaitListening();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public URI endpoint() {
        return endpoint;
    }

    /** The bucket that it has. */
    public String bucket() {
        return BUCKET;
    }

    /** The id of the key that it knows. */
    public String accessKeyId() {
        return KEY_ID;
    }

    /** The key. */
    public String secretAccessKey() {
        return KEY;
    }

    /** Ends it, and deletes what it keeps. */
    @Override
    public void close() {
        process.close();
        try {
            process.awaitExit(60);
            directory.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitListening() throws InterruptedException {
        boolean listening = false;
        try {
            Matcher line = LISTENING.matcher(process.awaitLine("ServerConnector"));
            listening = line.find();
            if (!listening) {
                throw new AssertionError("the S3 server does not say where it listens");
            }
            endpoint = URI.create("http://127.0.0.1:" + line.group(1));
        } finally {
            if (!listening) {
                close();
            }
        }
    }

    /** The S3 server's jars, which the build has listed, and the class that runs it. */
    private static String classPath() throws IOException {
        String list = requireNonNull(System.getProperty("s3-server.classpath"), "s3-server.classpath is not set");
        Path classes = Path.of(URI.create(S3Server.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return classes + File.pathSeparator + Files.readString(Path.of(list));
    }
}
