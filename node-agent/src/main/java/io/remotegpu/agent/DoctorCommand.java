package io.remotegpu.agent;

import io.remotegpu.agent.doctor.Check;
import io.remotegpu.agent.doctor.EngineChecks;
import io.remotegpu.agent.doctor.Finding;
import io.remotegpu.agent.doctor.HostChecks;
import io.remotegpu.agent.doctor.PlatformChecks;
import io.remotegpu.agent.enroll.CredentialKeeper;
import io.remotegpu.agent.enroll.EnrolledAccess;
import io.remotegpu.agent.enroll.Identity;
import io.remotegpu.agent.enroll.IdentityFile;
import io.remotegpu.agent.runtime.HostCapacity;
import io.remotegpu.contracts.Topics;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code remotegpu-agent doctor}: looks at the host as the agent would find it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks whether this host can do its work, and says what to do where it cannot.")
final class DoctorCommand implements Callable<Integer> {
    private static final int PATIENCE_MILLIS = 10_000;

    @Mixin
    private AgentOptions options = new AgentOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean bad = false;
        for (Check check : checks(out)) {
            Finding finding = check.run();
            out.printf("%-9s %-18s %s%n", finding.health(), check.name(), finding.what());
            if (!finding.advice().isEmpty()) {
                out.printf("%-9s %-18s %s%n", "", "", finding.advice());
            }
            bad |= finding.health() == Finding.Health.BAD;
        }
        return bad ? 1 : 0;
    }

    private List<Check> checks(PrintWriter out) {
        List<Check> checks = new ArrayList<>();
        checks.add(HostChecks.configuration(options.config, this::judge));
        if (options.simulateGpus == 0) {
            checks.add(
                    options.hasAmdCards()
                            ? HostChecks.amdDriver(options.gpu.amd())
                            : HostChecks.driver(options.gpu.nvidiaSmi));
        }
        if (options.runtime != AgentOptions.RuntimeKind.process) {
            checks.addAll(EngineChecks.all(options.simulateGpus == 0 && !options.hasAmdCards()));
        }
        checks.add(HostChecks.disk(options.stateDir));
        Optional<Identity> identity = new IdentityFile(options.stateDir).read();
        if (identity.isPresent()) {
            out.println("enrolled as " + identity.get().hostId() + ", key "
                    + identity.get().fingerprint());
            checks.addAll(PlatformChecks.gateway(identity.get().server(), Clock.systemUTC()));
            checks.add(broker(identity.get()));
        } else {
            out.println("not enrolled: remotegpu-agent enroll --server URL");
        }
        return checks;
    }

    private void judge() {
        PortRange.parse(options.ports);
        options.hasAmdCards();
        HostCapacity.ofThisMachine().offering(options.cpus);
    }

    private Check broker(Identity identity) {
        CredentialKeeper keeper = new CredentialKeeper(identity, new IdentityFile(options.stateDir), Clock.systemUTC());
        Map<String, Object> connection = new HashMap<>(new EnrolledAccess(keeper).settings());
        connection.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                Objects.requireNonNullElse(options.kafka, identity.servers()));
        connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return PlatformChecks.broker(connection, Topics.nodeCommands(identity.hostId()));
    }
}
