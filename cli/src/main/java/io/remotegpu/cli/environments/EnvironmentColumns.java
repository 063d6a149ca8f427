package io.remotegpu.cli.environments;

import io.remotegpu.cli.console.Column;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What of an environment is shown, where. */
final class EnvironmentColumns {
    static final List<Column> LIST = List.of(
            Column.of("ID", "id"),
            Column.of("NAME", "name"),
            Column.of("STATUS", "status"),
            Column.of("GPU", "gpu"),
            Column.of("CPU", "cpu"),
            Column.of("MEMORY_MIB", "memory"),
            Column.of("HOST", "host_name"),
            Column.of("CREATED", "created_at"));

    static final List<Column> DETAILS = List.of(
            Column.of("id", "id"),
            Column.of("name", "name"),
            Column.of("status", "status"),
            Column.of("reason", "status_reason"),
            Column.of("workspace", "workspace_id"),
            Column.of("image", "image"),
            Column.of("cpu", "cpu"),
            Column.of("memory", "memory"),
            new Column("gpus", EnvironmentColumns::gpus),
            Column.of("host", "host_name"),
            Column.of("runtime", "runtime"),
            new Column("ports", EnvironmentColumns::ports),
            Column.of("ssh", "ssh/command"),
            Column.of("created", "created_at"),
            Column.of("started", "started_at"),
            Column.of("stopped", "stopped_at"));

    static final List<Column> TIMELINE = List.of(
            Column.of("AT", "at"),
            Column.of("STATUS", "status"),
            Column.of("EVENT", "type"),
            Column.of("ACTOR", "actor"),
            Column.of("MESSAGE", "message"));

    private EnvironmentColumns() {}

    private static String gpus(JsonNode environment) {
        return environment.path("gpus").values().stream()
                .map(gpu -> "%s %s%s"
                        .formatted(
                                gpu.path("name").asString(""),
                                gpu.path("uuid").asString(""),
                                gpu.path("simulated").asBoolean(false) ? " (simulated)" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String ports(JsonNode environment) {
        return environment.path("ports").values().stream()
                .filter(port -> port.hasNonNull("external_port"))
                .map(port -> "%s %s:%s"
                        .formatted(
                                port.path("service_type").asString(""),
                                port.path("host").asString(""),
                                port.path("external_port").asString("")))
                .collect(Collectors.joining(", "));
    }
}
