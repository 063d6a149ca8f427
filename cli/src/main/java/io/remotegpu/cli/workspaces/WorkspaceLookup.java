package io.remotegpu.cli.workspaces;

import io.remotegpu.cli.gateway.Gateway;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the workspace a person means. */
public final class WorkspaceLookup {
    private final Gateway gateway;

    public WorkspaceLookup(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * The id of the workspace called so.
     *
     * @param wanted a name or an id; null for the only one there is
     */
    public long id(@Nullable String wanted) {
        if (wanted != null && wanted.matches("\\d+")) {
            return Long.parseLong(wanted);
        }
        List<JsonNode> all = gateway.list("/workspaces");
        List<JsonNode> meant = all.stream()
                .filter(workspace ->
                        wanted == null || workspace.path("name").asString("").equals(wanted))
                .toList();
        if (meant.size() != 1) {
            throw new IllegalArgumentException(explain(wanted, meant.isEmpty() ? all : meant));
        }
        return meant.getFirst().path("id").asLong();
    }

    private static String explain(@Nullable String wanted, List<JsonNode> choices) {
        if (choices.isEmpty()) {
            return "you are in no workspace: make one with remotegpu workspace create NAME";
        }
        String names = choices.stream()
                .map(choice -> "%s (%s)"
                        .formatted(
                                choice.path("name").asString(""),
                                choice.path("id").asString("")))
                .collect(Collectors.joining(", "));
        return wanted == null
                ? "say which workspace by --workspace: " + names
                : "no single workspace is called " + wanted + "; name one, or its number: " + names;
    }
}
