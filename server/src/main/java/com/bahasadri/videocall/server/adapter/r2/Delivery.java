package com.bahasadri.videocall.server.adapter.r2;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;

/**
 * What uploads share.
 *
 * @param bucket where they go
 * @param parts the directory of the temporary files
 * @param partBytes how many bytes a part has, but for the last
 * @param senders the threads that send
 */
record Delivery(R2Bucket bucket, Path parts, int partBytes, ExecutorService senders) {}
