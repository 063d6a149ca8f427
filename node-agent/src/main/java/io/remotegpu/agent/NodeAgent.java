package io.remotegpu.agent;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code node-agent}: see {@code --help}. */
@Command(
        name = "node-agent",
        mixinStandardHelpOptions = true,
        subcommands = {EnrollCommand.class, DoctorCommand.class},
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
        System.exit(new CommandLine(new NodeAgent()).execute(args));
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
