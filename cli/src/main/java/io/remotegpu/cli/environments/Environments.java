package io.remotegpu.cli.environments;

import io.remotegpu.cli.gateway.Gateway;
import io.remotegpu.cli.gateway.GatewayException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The environments a person may see, found by name or id. */
final class Environments {
    private static final String PATH = "/environments";

    private final Gateway gateway;

    Environments(Gateway gateway) {
        this.gateway = gateway;
    }

    JsonNode create(Object wish) {
        return gateway.post(PATH, wish);
    }

    List<JsonNode> list() {
        return gateway.list(PATH);
    }

    JsonNode show(String id) {
        return gateway.get(PATH + "/" + id);
    }

    /** {@code start}, {@code stop} or {@code restart}: asked for, not yet done, when this returns. */
    JsonNode act(String id, String action) {
        return gateway.put(PATH + "/" + id + "/" + action);
    }

    /** Asked for, not yet done, when this returns. */
    JsonNode move(String id, @Nullable String host, boolean start) {
        Map<String, Object> wish = new LinkedHashMap<>();
        if (host != null) {
            wish.put("host", host);
        }
        wish.put("start", start);
        return gateway.post(PATH + "/" + id + "/move", wish);
    }

    JsonNode delete(String id) {
        return gateway.delete(PATH + "/" + id);
    }

    List<JsonNode> timeline(String id) {
        return gateway.list(PATH + "/" + id + "/events");
    }

    boolean isGone(String id) {
        try {
            show(id);
            return false;
        } catch (GatewayException refused) {
            if (refused.status() == 404) {
                return true;
            }
            throw refused;
        }
    }

    /** The one a person means; two of the same name are told apart by their ids. */
    JsonNode find(String nameOrId) {
        List<JsonNode> meant = list().stream()
                .filter(each -> each.path("id").asString("").equals(nameOrId)
                        || each.path("name").asString("").equals(nameOrId))
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException(
                    "no environment has the name or id " + nameOrId + ": remotegpu env list shows yours");
        }
        if (meant.size() > 1) {
            throw new IllegalArgumentException("several environments are called " + nameOrId + "; name one by its id: "
                    + meant.stream().map(each -> each.path("id").asString("")).collect(Collectors.joining(", ")));
        }
        return meant.getFirst();
    }

    String id(String nameOrId) {
        return find(nameOrId).path("id").asString("");
    }
}
