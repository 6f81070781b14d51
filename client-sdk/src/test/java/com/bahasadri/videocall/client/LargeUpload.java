package com.bahasadri.videocall.client;

import java.net.URI;

/** Uploads a video of 1 GB to an address, told or untold how long it is; {@link LargeUploadTest} runs it with little memory. */
final class LargeUpload {
    static final long BYTES = 1L << 30;

    private LargeUpload() {}

    public static void main(String[] arguments) {
        MadeUpVideo video = arguments[1].equals("told") ? MadeUpVideo.of(BYTES) : MadeUpVideo.ofUntold(BYTES);
        try (VideoCallClient client =
                VideoCallClient.builder().baseUrl(URI.create(arguments[0])).build()) {
            System.out.println(client.videoFiles().upload("s", video).fileId() + " "
                    + Runtime.getRuntime().maxMemory());
        }
    }
}
