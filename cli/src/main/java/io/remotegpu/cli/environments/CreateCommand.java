package io.remotegpu.cli.environments;

import io.remotegpu.cli.gateway.Gateway;
import io.remotegpu.cli.session.Session;
import io.remotegpu.cli.workspaces.WorkspaceLookup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "create", description = "Ask for an environment.")
final class CreateCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(
            names = "--workspace",
            paramLabel = "NAME|ID",
            description = "where it belongs (default: your only workspace)")
    private @Nullable String workspace;

    @Option(names = "--image", description = "any image reference (default: the platform's base image)")
    private @Nullable String image;

    @Option(names = "--cpu", defaultValue = "1", paramLabel = "CORES", description = "default: 1")
    private BigDecimal cpu = BigDecimal.ONE;

    @Option(
            names = "--memory",
            defaultValue = "2048",
            paramLabel = "SIZE",
            converter = Mebibytes.Converter.class,
            description = "MiB, or 4G (default: 2048)")
    private Mebibytes memory = new Mebibytes(2048);

    @Option(names = "--gpu", defaultValue = "0", paramLabel = "COUNT", description = "default: 0")
    private int gpu;

    @Option(
            names = "--storage",
            paramLabel = "SIZE",
            converter = Mebibytes.Converter.class,
            description = "of its home, MiB or 20G")
    private @Nullable Mebibytes storage;

    @Option(names = "--env", paramLabel = "KEY=VALUE", description = "a variable inside; repeat for several")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--port",
            paramLabel = "[SERVICE:]PORT",
            converter = Port.Converter.class,
            description = "to be reached from outside, beside SSH; repeat for several")
    private List<Port> ports = new ArrayList<>();

    @Mixin
    private final PlacementOptions place = new PlacementOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    CreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Gateway gateway = session.gateway();
        Environments environments = new Environments(gateway);
        JsonNode created = environments.create(wish(new WorkspaceLookup(gateway).id(workspace)));
        String id = created.path("id").asString("");
        if (wait.isWanted()) {
            session.terminal().err().println("Asked for " + id);
            session.output()
                    .item(
                            wait.until(
                                    "running",
                                    id,
                                    environments,
                                    session.terminal().err()),
                            EnvironmentColumns.DETAILS);
        } else {
            session.output().done("Asked for %s (%s)".formatted(name, id), created);
        }
    }

    private Map<String, Object> wish(long workspaceId) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("name", name);
        wish.put("workspace_id", workspaceId);
        wish.put("cpu", cpu);
        wish.put("memory", memory.count());
        wish.put("gpu", gpu);
        if (image != null) {
            wish.put("image", image);
        }
        place.addTo(wish);
        if (storage != null) {
            wish.put("storage", storage.count());
        }
        if (!variables.isEmpty()) {
            wish.put("env", variables);
        }
        if (!ports.isEmpty()) {
            wish.put("ports", withSsh());
        }
        return wish;
    }

    private List<Port> withSsh() {
        List<Port> all = new ArrayList<>(ports);
        if (all.stream().noneMatch(port -> port.service_type().equals("ssh"))) {
            all.addFirst(Port.SSH);
        }
        return all;
    }
}
