package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.NodeAnswer.QuestionRefused;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.Map;

/** What a host's refusal is for whoever asked. */
final class Refused {
    private static final int SECONDS_TO_WAIT = 5;

    private Refused() {}

    static PlatformException asException(QuestionRefused refused) {
        String host = refused.hostId().value();
        return switch (refused.cause()) {
            case NOT_HERE ->
                new PlatformException(
                        ErrorCode.NOT_FOUND, refused.reason(), Map.of("resource", "container", "host_id", host));
            case TOO_MANY ->
                new PlatformException(
                        ErrorCode.RATE_LIMITED,
                        refused.reason(),
                        Map.of("host_id", host, "retry_after_s", SECONDS_TO_WAIT));
            case ENGINE ->
                new PlatformException(ErrorCode.CONTAINER_ENGINE_ERROR, refused.reason(), Map.of("host_id", host));
            case CLUSTER ->
                new PlatformException(ErrorCode.KUBERNETES_ERROR, refused.reason(), Map.of("host_id", host));
        };
    }
}
