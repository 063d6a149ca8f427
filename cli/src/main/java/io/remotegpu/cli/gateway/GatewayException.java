package io.remotegpu.cli.gateway;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The platform refused, and said why. */
public final class GatewayException extends RuntimeException {
    private final int status;
    private final JsonNode answer;

    GatewayException(int status, JsonNode answer) {
        super(answer.path("message").asString("the gateway answered HTTP " + status));
        this.status = status;
        this.answer = answer;
    }

    public int status() {
        return status;
    }

    /** The API's name for it, such as {@code quota_exceeded}; empty if the answer did not come from the platform. */
    public String error() {
        return answer.path("error").asString("");
    }

    /** What to show a person: message, name and number, then each field that was wrong, then what to tell support. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                error().isEmpty()
                        ? getMessage()
                        : "%s (%s, %d)"
                                .formatted(
                                        getMessage(),
                                        error(),
                                        answer.path("code").asInt(0)));
        JsonNode details = answer.path("details");
        for (JsonNode field : details.path("fields")) {
            lines.add("  %s: %s"
                    .formatted(
                            field.path("field").asString(""),
                            field.path("reason").asString("")));
        }
        details.properties().stream()
                .filter(detail -> !detail.getKey().equals("fields"))
                .forEach(detail -> lines.add("  %s: %s".formatted(detail.getKey(), text(detail.getValue()))));
        if (status >= 500 && answer.hasNonNull("trace_id")) {
            lines.add("  trace_id: " + answer.path("trace_id").asString(""));
        }
        return lines;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString("") : value.toString();
    }
}
