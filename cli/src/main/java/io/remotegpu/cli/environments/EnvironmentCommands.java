package io.remotegpu.cli.environments;

import io.remotegpu.cli.session.CommandGroup;
import io.remotegpu.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "env", description = "Create, watch and enter environments.")
public final class EnvironmentCommands extends CommandGroup {
    private final Session session;

    private EnvironmentCommands(Session session) {
        this.session = session;
    }

    /** The whole family. */
    public static CommandLine of(Session session) {
        CommandLine ssh = new CommandLine(new SshCommand(session)).setStopAtPositional(true);
        return new CommandLine(new EnvironmentCommands(session))
                .addSubcommand(new CreateCommand(session))
                .addSubcommand(ssh);
    }

    @Command(name = "list", description = "List the environments you may see.")
    void list() {
        session.output().list(environments().list(), EnvironmentColumns.LIST);
    }

    @Command(name = "show", description = "Show one environment and how to reach it.")
    void show(@Parameters(paramLabel = "NAME|ID") String name) {
        session.output().item(environments().show(environments().id(name)), EnvironmentColumns.DETAILS);
    }

    @Command(name = "events", description = "Show what happened to an environment.")
    void events(@Parameters(paramLabel = "NAME|ID") String name) {
        session.output().list(environments().timeline(environments().id(name)), EnvironmentColumns.TIMELINE);
    }

    @Command(name = "start", description = "Start a stopped environment.")
    void start(@Parameters(paramLabel = "NAME|ID") String name, @Mixin WaitOptions wait) {
        act(name, "start", "running", wait);
    }

    @Command(name = "stop", description = "Stop an environment; its home is kept and its GPUs are given back.")
    void stop(@Parameters(paramLabel = "NAME|ID") String name, @Mixin WaitOptions wait) {
        act(name, "stop", "stopped", wait);
    }

    @Command(name = "restart", description = "Stop and start an environment.")
    void restart(@Parameters(paramLabel = "NAME|ID") String name, @Mixin WaitOptions wait) {
        act(name, "restart", "running", wait);
    }

    @Command(
            name = "move",
            description = "Move an environment to another host with its home; 'env events' tells how that ends.")
    void move(
            @Parameters(paramLabel = "NAME|ID") String name,
            @Option(names = "--host", description = "where to; any host that has room if left out") @Nullable
                    String host,
            @Option(names = "--start", description = "start it there if it is stopped") boolean start) {
        String id = environments().id(name);
        session.output().done("Asked to move " + id, environments().move(id, host, start));
    }

    @Command(name = "delete", description = "Delete an environment and its home.")
    void delete(
            @Parameters(paramLabel = "NAME|ID") String name,
            @Option(names = "--yes", description = "do not ask") boolean yes,
            @Mixin WaitOptions wait) {
        Environments environments = environments();
        String id = environments.id(name);
        if (!yes && !session.terminal().confirms("Delete %s (%s) and all of its files?".formatted(name, id))) {
            throw new IllegalArgumentException("nothing was deleted");
        }
        JsonNode accepted = environments.delete(id);
        if (wait.isWanted()) {
            wait.until(() -> environments.isGone(id), id + " is still being deleted");
        }
        session.output().done((wait.isWanted() ? "Deleted " : "Deleting ") + id, accepted);
    }

    private void act(String name, String action, String goal, WaitOptions wait) {
        Environments environments = environments();
        String id = environments.id(name);
        JsonNode accepted = environments.act(id, action);
        if (wait.isWanted()) {
            session.output()
                    .item(wait.until(goal, id, environments, session.terminal().err()), EnvironmentColumns.DETAILS);
        } else {
            session.output().done("Asked to %s %s".formatted(action, id), accepted);
        }
    }

    private Environments environments() {
        return new Environments(session.gateway());
    }
}
