package com.bahasadri.videocall.server.adapter.r2;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what a failed call to the bucket means to a caller: that the storage does not answer. */
final class R2Failure {
    private static final Logger LOG = LoggerFactory.getLogger(R2Failure.class);

    private R2Failure() {}

    /** Logs the failure, and answers what to throw. */
    static ServiceException of(String fileId, RuntimeException failure) {
        int status = failure instanceof AwsServiceException answer ? answer.statusCode() : 0;
        // What the SDK says is enough; of anything else the place is of interest as well.
        LOG.atWarn()
                .addKeyValue("file_id", fileId)
                .addKeyValue("status", status)
                .addKeyValue("detail", failure)
                .setCause(failure instanceof SdkException ? null : failure)
                .log("R2 failed");
        return new ServiceException(ErrorCode.UNAVAILABLE, "The files' storage does not answer", failure);
    }
}
