package io.remotegpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.error.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The table of errors that the public API promises, written down a second time: whoever changes one place must mean it. */
class ErrorTableIT extends SampleServiceTest {
    record Promise(int code, String error, int status) {}

    static final Promise[] TABLE = {
        new Promise(10001, "internal_error", 500),
        new Promise(10002, "service_unavailable", 503),
        new Promise(10003, "rate_limited", 429),
        new Promise(20001, "not_authenticated", 401),
        new Promise(20002, "token_expired", 401),
        new Promise(20003, "forbidden", 403),
        new Promise(20004, "bad_credentials", 401),
        new Promise(20005, "account_locked", 401),
        new Promise(20006, "account_suspended", 403),
        new Promise(20007, "token_reused", 401),
        new Promise(30001, "validation_failed", 400),
        new Promise(30002, "malformed_json", 400),
        new Promise(30003, "weak_password", 400),
        new Promise(40001, "environment_not_found", 404),
        new Promise(40002, "environment_state_conflict", 409),
        new Promise(40003, "quota_exceeded", 422),
        new Promise(40004, "gpu_unavailable", 422),
        new Promise(40005, "already_exists", 409),
        new Promise(40006, "not_found", 404),
        new Promise(40007, "insufficient_balance", 422),
        new Promise(40008, "precondition_failed", 412),
        new Promise(40009, "method_not_allowed", 405),
        new Promise(40010, "configuration_incomplete", 422),
        new Promise(50001, "kubernetes_error", 502),
        new Promise(50002, "registry_error", 502),
        new Promise(50003, "container_engine_error", 502),
    };

    @Test
    void holdsEveryErrorOnceAndNoOther() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .map(code -> new Promise(code.number(), code.wireName(), code.httpStatus())))
                .containsExactlyInAnyOrder(TABLE);
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void answersEachErrorAsPromised(Promise promise) {
        refused(
                "/api/v1/failures/" + ErrorCode.valueOf(promise.error().toUpperCase(Locale.ROOT)),
                KEYS.token("external", in(60)),
                promise.status(),
                promise.code(),
                promise.error());
    }
}
