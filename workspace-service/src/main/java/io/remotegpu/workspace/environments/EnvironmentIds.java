package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** New ids: {@code env-} and 60 random bits in base 32, so nobody can guess a neighbour's. */
@Component
class EnvironmentIds {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 12;

    private final RandomGenerator random = new SecureRandom();

    /** Reads one from a path; what cannot be an id is an environment that does not exist. */
    static WorkloadId parse(String text) {
        try {
            return new WorkloadId(text);
        } catch (IllegalArgumentException noId) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_NOT_FOUND, "environment not found", Map.of("env_id", text));
        }
    }

    WorkloadId next() {
        return new WorkloadId("env-"
                + random.ints(LENGTH, 0, ALPHABET.length())
                        .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                        .collect(Collectors.joining()));
    }
}
