package com.bahasadri.videocall.server.domain.video;

/** The kinds of video file that are taken. */
public enum VideoType {
    /** ISO base media: MP4 and M4V. */
    MP4("video/mp4"),
    /** QuickTime, with or without a file type box. */
    QUICKTIME("video/quicktime"),
    /** WebM. */
    WEBM("video/webm");

    private final String contentType;

    VideoType(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The media type it is served as.
     *
     * @return such as {@code video/mp4}
     */
    public String contentType() {
        return contentType;
    }
}
