package io.remotegpu.testing.api;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One operation of an OpenAPI document.
 *
 * @param method in capitals
 * @param path with its variables in braces
 * @param description the operation as the document has it
 */
public record OpenApiOperation(String method, String path, JsonNode description) {
    /** Such as {@code GET /api/v1/images}. */
    public String name() {
        return method + " " + path;
    }

    public String summary() {
        return description.path("summary").asString("");
    }

    public boolean isDeprecated() {
        return description.path("deprecated").asBoolean(false);
    }

    /** The first day without a deprecated operation. */
    public String sunset() {
        return description.path("x-sunset").asString("");
    }

    /** Who may call it: {@code anybody}, {@code admin} or, as usual, {@code login}. */
    public String access() {
        if (description.path("security").isArray()
                && description.path("security").isEmpty()) {
            return "anybody";
        }
        return description.path("x-required-role").asString("login");
    }

    /** Statuses that mean success, in the document's order. */
    public List<String> successes() {
        return statuses().filter(status -> status.startsWith("2")).toList();
    }

    /** The names of the errors that it may answer, with their statuses. */
    public List<String> refusals() {
        return statuses()
                .filter(status -> status.startsWith("4") || status.startsWith("5"))
                .map(status -> status + " "
                        + description
                                .path("responses")
                                .path(status)
                                .path("description")
                                .asString(""))
                .toList();
    }

    /** Names of the parameters that stand in this place: {@code path}, {@code query} or {@code header}. */
    public List<String> parameters(String place) {
        return description
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString("").equals(place))
                .map(parameter -> parameter.path("name").asString(""))
                .toList();
    }

    /** The schema of its JSON body; missing if it takes none. */
    public JsonNode body() {
        return description
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private Stream<String> statuses() {
        return description.path("responses").propertyNames().stream().sorted();
    }
}
