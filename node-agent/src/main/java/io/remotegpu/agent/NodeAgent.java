package io.remotegpu.agent;

import io.remotegpu.agent.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code remotegpu-agent}: see {@code --help}. */
@Command(
        name = "remotegpu-agent",
        mixinStandardHelpOptions = true,
        versionProvider = AgentVersion.class,
        subcommands = {EnrollCommand.class, DoctorCommand.class, RepairedCommand.class},
        description = "Runs RemoteGPU workloads on this host. Ending it leaves them running.")
public final class NodeAgent implements Callable<Integer> {
    private static final int REFUSED = 2;

    @Mixin
    private AgentOptions options = new AgentOptions();

    public static void main(String[] args) {
        // a file named logback.xml would take over the logging of every service that shares this class path
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "node-agent-logback.xml");
        }
        System.exit(run(List.of(args), System.getenv()));
    }

    /** @return the exit status */
    static int run(List<String> arguments, Map<String, String> environment) {
        CommandLine agent = new CommandLine(new NodeAgent());
        try {
            Settings settings = Settings.of(agent.getCommandSpec(), arguments, environment);
            return agent.setDefaultValueProvider(settings)
                    .setParameterExceptionHandler((wrong, given) -> refuse(wrong, settings.origin(wrong, arguments)))
                    .execute(arguments.toArray(String[]::new));
        } catch (IllegalArgumentException unusable) {
            agent.getErr().println("cannot start: " + unusable.getMessage());
            return REFUSED;
        } catch (ParameterException wrong) {
            return refuse(wrong, "");
        }
    }

    private static int refuse(ParameterException wrong, String origin) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("cannot start: " + wrong.getMessage() + origin);
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println(command.getCommandSpec().qualifiedName() + " --help tells every option");
        return REFUSED;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logger log = LoggerFactory.getLogger(NodeAgent.class);
        try {
            StateDirectoryLock lock = StateDirectoryLock.take(options.stateDir);
            FirstStart.enroll(options, Clock.systemUTC());
            Agent agent = new Agent(options, Membership.of(options, Clock.systemUTC()));
            CountDownLatch ended = stopOnSignal(agent);
            agent.run();
            ended.countDown();
            lock.release();
            log.info("ended; containers go on running");
            return 0;
        } catch (IllegalArgumentException refused) {
            log.error("cannot start: {}", refused.getMessage());
            return REFUSED;
        }
    }

    private static CountDownLatch stopOnSignal(Agent agent) {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            agent.stop();
            try {
                ended.await(Duration.ofSeconds(3).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        return ended;
    }
}
