package io.remotegpu.cli.fleet;

import io.remotegpu.cli.console.Column;
import io.remotegpu.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(name = "gpus", description = "Show the GPUs of the fleet by model, and how many are free.")
public final class GpusCommand implements Runnable {
    private static final List<Column> COLUMNS = List.of(
            Column.of("MODEL", "model"),
            Column.of("MEMORY_MIB", "memory_total"),
            Column.of("FREE", "free"),
            Column.of("TOTAL", "total"),
            Column.of("FREE_ON_ONE_HOST", "largest_free_block"),
            Column.of("SIMULATED", "simulated"));

    private final Session session;

    public GpusCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<JsonNode> models =
                List.copyOf(session.gateway().get("/gpus/available").values());
        session.output().list(models, COLUMNS);
    }
}
