package com.bahasadri.videocall.server.support.media;

import java.util.ArrayList;
import java.util.List;

/** The kinds of media file that are made for tests. All of the first group are accepted, all of the second refused. */
public enum MediaKind {
    /** H.264 and AAC, its index before its data, as the web wants it. */
    MP4("mp4", "mp4", Codecs.H264, "-movflags", "+faststart"),
    /** The same with the index behind the data, as cameras write it. */
    MP4_MOOV_LAST("mp4", "mp4", Codecs.H264),
    /** MP4 under Apple's brand. */
    M4V("m4v", "ipod", Codecs.H264),
    /** QuickTime. */
    MOV("mov", "mov", Codecs.H264),
    /** Fragments of one second after an index that holds no sample, as browsers record it. */
    FRAGMENTED_MP4("mp4", "mp4", Codecs.H264, "-movflags", "+frag_keyframe+empty_moov+default_base_moof"),
    /** Fragments of which the index holds the first. */
    FRAGMENTED_MP4_FROM_INDEX("mp4", "mp4", Codecs.H264, "-movflags", "+frag_keyframe"),
    /** A fragment for each picture, one for each track. */
    FRAGMENTED_MP4_BY_FRAME("mp4", "mp4", Codecs.H264, "-movflags", "+frag_every_frame+empty_moov+separate_moof"),
    /** Fragments with an index of segments, as streaming wants it. */
    DASH_MP4("mp4", "mp4", Codecs.H264, "-movflags", "+dash+global_sidx", "-use_editlist", "0"),
    /** VP8 and Opus. */
    WEBM("webm", "webm", Codecs.VP8),
    /** VP9 and Opus. */
    VP9_WEBM("webm", "webm", Codecs.VP9),
    /** WebM that tells neither its length nor its duration, as a live stream is recorded. */
    LIVE_WEBM("webm", "webm", Codecs.VP8, "-live", "1"),

    /** Matroska that is not WebM. */
    MKV("mkv", "matroska", Codecs.H264),
    /** 3GPP. */
    THREE_GPP("3gp", "3gp", Codecs.H264),
    /** AVI. */
    AVI("avi", "avi", Codecs.H264),
    /** MP4 with sound alone. */
    M4A("m4a", "ipod", Codecs.AAC_ALONE),
    /** MP4 with sound alone under a brand that also videos have. */
    MP4_AUDIO("mp4", "mp4", Codecs.AAC_ALONE),
    /** WebM with sound alone. */
    WEBM_AUDIO("webm", "webm", Codecs.OPUS_ALONE);

    private final String extension;
    private final List<String> arguments;

    MediaKind(String extension, String format, List<String> codecs, String... options) {
        this.extension = extension;
        List<String> all = new ArrayList<>(codecs);
        all.addAll(List.of(options));
        all.addAll(List.of("-f", format));
        this.arguments = List.copyOf(all);
    }

    String extension() {
        return extension;
    }

    List<String> arguments() {
        return arguments;
    }

    private static final class Codecs {
        private static final List<String> H264 = List.of(
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p",
                "-g",
                "10",
                "-c:a",
                "aac",
                "-b:a",
                "32k");
        private static final List<String> VP8 =
                List.of("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "10", "-c:a", "libopus");
        private static final List<String> VP9 =
                List.of("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus");
        private static final List<String> AAC_ALONE = List.of("-vn", "-c:a", "aac");
        private static final List<String> OPUS_ALONE = List.of("-vn", "-c:a", "libopus");
    }
}
