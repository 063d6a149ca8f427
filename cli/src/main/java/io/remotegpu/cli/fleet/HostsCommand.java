package io.remotegpu.cli.fleet;

import io.remotegpu.cli.console.Column;
import io.remotegpu.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "hosts", description = "List the hosts you may see.")
public final class HostsCommand implements Runnable {
    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("NAME", "name"),
            Column.of("RUNTIME", "runtime"),
            Column.of("STATUS", "status"),
            Column.of("GPUS", "total_gpu"),
            Column.of("USED", "used_gpu"));

    private final Session session;

    public HostsCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().list(session.gateway().list("/hosts"), COLUMNS);
    }
}
