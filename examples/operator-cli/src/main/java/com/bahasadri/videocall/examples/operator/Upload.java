package com.bahasadri.videocall.examples.operator;

import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.SessionControl;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.model.VideoFile;
import java.io.PrintWriter;
import java.nio.file.Path;

/** An upload with a bar that shows how far it is. */
final class Upload {
    private static final int WIDTH = 30;

    private final PrintWriter out;

    Upload(PrintWriter out) {
        this.out = out;
    }

    VideoFile run(SessionControl control, Path file) {
        VideoFile stored =
                control.upload(VideoSource.of(file), RequestOptions.defaults().withUploadProgress(this::show));
        out.println();
        return stored;
    }

    private void show(long sent, long total) {
        int done = total == 0 ? WIDTH : (int) (WIDTH * sent / total);
        out.printf("\r[%s%s] %3d %%", "#".repeat(done), " ".repeat(WIDTH - done), 100 * done / WIDTH);
        out.flush();
    }
}
