package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.VideoSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A video under another name. As safe for use by many threads as the video is. */
public final class NamedVideoSource implements VideoSource {
    private final VideoSource video;
    private final String fileName;
    private final String contentType;

    /**
     * Names a video.
     *
     * @param video where its bytes come from
     * @param fileName the file's name, for people
     * @param contentType a media type
     */
    public NamedVideoSource(VideoSource video, String fileName, String contentType) {
        this.video = Objects.requireNonNull(video, "video is null");
        this.fileName = Objects.requireNonNull(fileName, "fileName is null");
        this.contentType = Objects.requireNonNull(contentType, "contentType is null");
    }

    @Override
    public String fileName() {
        return fileName;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public long contentLength() {
        return video.contentLength();
    }

    @Override
    public boolean isRepeatable() {
        return video.isRepeatable();
    }

    @Override
    public InputStream open() throws IOException {
        return video.open();
    }

    @Override
    public String toString() {
        return "VideoSource[" + fileName + ", " + contentType + ", " + video + "]";
    }
}
