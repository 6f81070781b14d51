package com.bahasadri.videocall.server.adapter.r2;

import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Uploads files at once, in a process of its own: endpoint, bucket, key id, key, directory, how many files, and how
 * many bytes each. Prints the first one's URL. Ends by itself, if nothing keeps it alive, without closing the store.
 */
final class UploadProcess {
    private UploadProcess() {}

    public static void main(String[] arguments) throws Exception {
        R2FileStore store = new R2FileStore(
                new R2Settings(
                        URI.create(arguments[0]),
                        arguments[1],
                        arguments[2],
                        arguments[3],
                        null,
                        R2Settings.Timeouts.standard()),
                Path.of(arguments[4]));
        int files = Integer.parseInt(arguments[5]);
        int size = Integer.parseInt(arguments[6]);
        ExecutorService uploads = Executors.newFixedThreadPool(files);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            String id = "file-" + i;
            all.add(uploads.submit(() -> upload(store, id, size)));
        }
        for (Future<?> one : all) {
            one.get();
        }
        uploads.shutdown();
        VideoFile file =
                new VideoFile("file-0", "file-0.mp4", VideoType.MP4, size, 1, VideoFile.CONTROL_CENTER, Instant.EPOCH);
        System.out.println(store.url(file, Duration.ofMinutes(10)).orElseThrow());
    }

    private static void upload(R2FileStore store, String id, int size) {
        byte[] bytes = new byte[16 * 1024];
        try (Upload upload = store.begin(new NewFile(id, id + ".mp4", VideoType.MP4))) {
            for (int written = 0; written < size; written += bytes.length) {
                upload.write(bytes, 0, Math.min(bytes.length, size - written));
            }
            upload.complete();
        }
    }
}
