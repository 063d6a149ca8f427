package io.remotegpu.cli.billing;

import io.remotegpu.cli.console.Column;
import io.remotegpu.cli.session.CommandGroup;
import io.remotegpu.cli.session.Session;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "billing", description = "What was used and what it costs.")
public final class BillingCommands extends CommandGroup {
    private static final List<Column> RECORD = List.of(
            Column.of("ENVIRONMENT", "environment_id"),
            Column.of("FROM", "start_time"),
            Column.of("UNTIL", "end_time"),
            Column.of("SECONDS", "duration_s"),
            Column.of("GPUS", "resource/gpus"),
            Column.of("MODEL", "resource/gpu_model"),
            Column.of("AMOUNT", "amount"),
            Column.of("CURRENCY", "currency"),
            Column.of("STATUS", "status"));

    private final Session session;

    public BillingCommands(Session session) {
        this.session = session;
    }

    @Command(name = "records", description = "List what was metered, one line for each stretch of running.")
    void records(@Option(names = "--environment", paramLabel = "ID") @Nullable String environment) {
        String filter = environment == null ? "" : "?environment_id=" + environment;
        session.output().list(session.gateway().list("/billing/records" + filter), RECORD);
    }

    enum GroupBy {
        DAY,
        WORKSPACE,
        ENVIRONMENT,
        GPU_MODEL
    }

    @Command(name = "summary", description = "Add it up by day, workspace, environment or gpu_model.")
    void summary(
            @Option(
                            names = "--group-by",
                            defaultValue = "day",
                            description = "day, workspace, environment or gpu_model")
                    GroupBy groupBy) {
        JsonNode data = session.gateway()
                .get("/billing/summary?group_by=" + groupBy.name().toLowerCase(Locale.ROOT));
        List<JsonNode> groups = List.copyOf((data.isArray() ? data : data.path("items")).values());
        session.output().list(groups, columns(groups));
    }

    /** What a group holds depends on what it was grouped by. */
    private static List<Column> columns(List<JsonNode> groups) {
        if (groups.isEmpty()) {
            return List.of(Column.of("GROUP", "group"), Column.of("AMOUNT", "amount"));
        }
        return groups.getFirst().propertyNames().stream()
                .map(field -> Column.of(field.toUpperCase(Locale.ROOT), field))
                .toList();
    }
}
