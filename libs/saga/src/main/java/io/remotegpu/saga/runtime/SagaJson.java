package io.remotegpu.saga.runtime;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A saga's data as stored: snake_case like everything else, so that a person can read the table. */
final class SagaJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private SagaJson() {}

    static String write(Record data) {
        return JSON.writeValueAsString(data);
    }

    static <D extends Record> D read(Class<D> type, String json) {
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException unreadable) {
            throw new PlatformException(
                    ErrorCode.INTERNAL_ERROR,
                    "stored saga data is no " + type.getSimpleName()
                            + ": new fields must be optional, other changes need a new saga version",
                    unreadable);
        }
    }
}
