package com.bahasadri.videocall.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.contract.Contract;
import com.bahasadri.videocall.server.domain.ErrorCode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The one error table against the contract. */
class ErrorTableTest {
    @Test
    void codes_ofTheDomain_areThoseOfTheContractWithTheirStatuses() {
        Map<String, Integer> ours =
                Arrays.stream(ErrorCode.values()).collect(Collectors.toMap(Enum::name, Statuses::of));

        assertThat(ours).isEqualTo(Contract.load().errorStatuses());
    }

    @Test
    void codes_ofTheGeneratedModel_areThoseOfTheDomain() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .map(code -> com.bahasadri.videocall.server.contract.model.ErrorCode.of(code.name())
                                .known()
                                .name()))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    }
}
