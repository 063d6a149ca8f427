package io.remotegpu.workspace.requests;

import io.remotegpu.web.FieldError;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests and defaults as JSON: how they are stored, and how one fills the gaps of another. */
public final class RequestJson {
    // its own mapper: what is stored must not change with how the REST side is configured
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private RequestJson() {}

    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return JSON.readValue(json, type);
    }

    /**
     * The request with what it does not say taken from {@code defaults}.
     *
     * @param fields values by path ({@code memory}, {@code gpu_spec.share}, {@code env.EPOCHS}) that stand over the defaults and under the request
     */
    public static NewEnvironment fill(
            NewEnvironment request, EnvironmentDefaults defaults, Map<String, Object> fields) {
        ObjectNode tree = JSON.valueToTree(defaults);
        fields.forEach((path, value) -> put(tree, path, value));
        ObjectNode said = JSON.valueToTree(request);
        said.forEachEntry((field, value) -> {
            if (field.equals("env")
                    && tree.get("env") instanceof ObjectNode variables
                    && value instanceof ObjectNode own) {
                variables.setAll(own);
            } else {
                tree.set(field, value);
            }
        });
        try {
            return JSON.treeToValue(tree, NewEnvironment.class);
        } catch (JacksonException unfit) {
            throw FieldError.refuse(path(unfit), "does not fit: " + unfit.getOriginalMessage());
        }
    }

    private static void put(ObjectNode tree, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.set(path, JSON.valueToTree(value));
        } else {
            tree.withObjectProperty(path.substring(0, dot)).set(path.substring(dot + 1), JSON.valueToTree(value));
        }
    }

    private static String path(JacksonException unfit) {
        return unfit.getPath().stream().map(Reference::getPropertyName).collect(Collectors.joining("."));
    }
}
