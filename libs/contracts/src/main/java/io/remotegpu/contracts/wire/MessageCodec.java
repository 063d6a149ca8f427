package io.remotegpu.contracts.wire;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.UnknownEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Messages to JSON and back. Names are snake_case, instants RFC 3339; fields a reader does not know are passed over. */
public final class MessageCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private MessageCodec() {}

    /** The JSON of a message; a message of an unknown type is passed on as it came. */
    public static String toJson(Message message) {
        return message instanceof UnknownEvent unknown ? unknown.json() : JSON.writeValueAsString(message);
    }

    /** The wire name of a message, also of one whose type this build does not know. */
    public static String wireName(Message message) {
        return message instanceof UnknownEvent unknown ? unknown.type() : MessageTypes.nameOf(message.getClass());
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @return the record, or an {@link UnknownEvent} for a type this build does not know
     * @throws IllegalArgumentException if the type is known and the JSON does not fit it
     */
    public static Message fromJson(String topic, String key, String wireName, String json) {
        return MessageTypes.find(wireName)
                .<Message>map(type -> read(type, json))
                .orElseGet(() -> new UnknownEvent(topic, key, wireName, json));
    }

    private static <M extends Message> M read(Class<M> type, String json) {
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException(
                    "not a " + MessageTypes.nameOf(type) + ": " + malformed.getOriginalMessage(), malformed);
        }
    }
}
