package com.bahasadri.videocall.client;

/** Hears how far an upload is. One that serves several uploads is called by the thread of each. */
@FunctionalInterface
public interface UploadProgress {

    /**
     * Some more is sent. Called by the thread that uploads, after each hundredth of the file, but not before 65536 more bytes
     * are sent; after each 1048576 bytes where the length is unknown; and at the end of the file. Never after the upload's call
     * has returned. An upload that is tried again begins anew.
     *
     * <p>An exception thrown here ends the upload, and is what its call throws.
     *
     * @param sentBytes how many bytes of the file are handed to the connection
     * @param totalBytes how many the file has, or -1 where that is unknown
     */
    void sent(long sentBytes, long totalBytes);
}
