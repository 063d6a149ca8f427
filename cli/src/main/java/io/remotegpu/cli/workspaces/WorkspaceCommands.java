package io.remotegpu.cli.workspaces;

import io.remotegpu.cli.console.Column;
import io.remotegpu.cli.session.CommandGroup;
import io.remotegpu.cli.session.Session;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "workspace", description = "The places that environments belong to.")
public final class WorkspaceCommands extends CommandGroup {
    private final Session session;

    public WorkspaceCommands(Session session) {
        this.session = session;
    }

    @Command(name = "create", description = "Create a workspace.")
    void create(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--type",
                            defaultValue = "team",
                            description = "personal, team or enterprise (default: team)")
                    String type,
            @Option(names = "--description", defaultValue = "") String description) {
        JsonNode created =
                session.gateway().post("/workspaces", Map.of("name", name, "type", type, "description", description));
        session.output()
                .done(
                        "Created workspace %s (%s)"
                                .formatted(name, created.path("id").asString("")),
                        created);
    }

    @Command(name = "list", description = "List the workspaces you are in.")
    void list() {
        session.output()
                .list(
                        session.gateway().list("/workspaces"),
                        List.of(
                                Column.of("ID", "id"),
                                Column.of("NAME", "name"),
                                Column.of("TYPE", "type"),
                                Column.of("ROLE", "my_role"),
                                Column.of("MEMBERS", "member_count"),
                                Column.of("STATUS", "status")));
    }
}
