package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header with which a caller names a write. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    private IdempotencyKey() {}

    static @Nullable String of(ContainerRequestContext request) {
        List<String> sent = request.getHeaders().get(HEADER);
        if (sent == null || sent.isEmpty()) {
            return null;
        }
        if (sent.size() > 1 || !KEY.matcher(sent.get(0)).matches()) {
            throw new ServiceException(
                    ErrorCode.INVALID_INPUT, HEADER + " must be one, of 1 to 200 visible ASCII characters");
        }
        return sent.get(0);
    }
}
