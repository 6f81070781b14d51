package com.bahasadri.videocall.server.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.contract.Contract;
import com.bahasadri.videocall.contract.Operation;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds every answer to the contract: to its operation's, or, where there is none, to what it says of all others. */
final class Conformance {
    private static final Contract CONTRACT = Contract.load();
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern PAGE = Pattern.compile("/|/join|/favicon\\.ico|/web/.+");
    private static final int NO_CONTENT = 204;

    private Conformance() {}

    static void check(String method, String target, Answer answer) {
        String path = target.replaceFirst("\\?.*", "").replaceFirst("^/api/(health|openapi\\.yaml|docs)$", "/$1");
        String request = method + " " + target + " -> " + answer.status() + " " + answer.body();
        assertThat(answer.header("X-Request-Id"))
                .as("X-Request-Id of " + request)
                .matches(REQUEST_ID);
        assertThat(answer.header("X-Content-Type-Options"))
                .as("sniffing of " + request)
                .isEqualTo("nosniff");
        if (PAGE.matcher(path).matches() && answer.status() < 400) {
            return;
        }
        boolean head = method.equals("HEAD");
        Optional<Operation> operation = operation(head ? "GET" : method, path);
        if (head && operation.isPresent()) {
            assertThat(operation.get().statuses())
                    .as("documented statuses for " + request)
                    .contains(answer.status());
        } else if (operation.isPresent()) {
            assertThat(CONTRACT.violations(
                            method,
                            operation.get().path().replaceAll("\\{[^}]+}", "an-id"),
                            answer.status(),
                            answer.headers(),
                            answer.header("Content-Type"),
                            answer.body().isEmpty() ? null : answer.body()))
                    .as("violations of the contract by " + request)
                    .isEmpty();
        } else if (method.equals("OPTIONS") && answer.status() == NO_CONTENT) {
            assertThat(answer.body()).as("body of " + request).isEmpty();
        } else {
            error(request, answer, head);
        }
    }

    /** An answer to something that is no operation is an error of the one form. */
    static void error(String request, Answer answer, boolean head) {
        assertThat(answer.status()).as(request).isBetween(400, 499);
        assertThat(answer.header("Content-Type"))
                .as("Content-Type of " + request)
                .isEqualTo("application/json");
        if (!head) {
            assertThat(answer.json().properties()).as("fields of " + request).hasSize(2);
            assertThat(answer.text("error")).as("error of " + request).isNotBlank();
            assertThat(CONTRACT.errorStatuses())
                    .as("the status of the code of " + request)
                    .containsEntry(answer.text("code"), answer.status());
        }
    }

    private static Optional<Operation> operation(String method, String path) {
        return CONTRACT.operations().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> path.matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst();
    }
}
