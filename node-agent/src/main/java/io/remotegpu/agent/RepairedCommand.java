package io.remotegpu.agent;

import io.remotegpu.agent.gpu.RepairMarks;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code remotegpu-agent repaired}: the agent that runs takes the GPU back. */
@Command(
        name = "repaired",
        mixinStandardHelpOptions = true,
        description = "Says that a GPU was reset or repaired: what the kernel said of it before counts no more.")
final class RepairedCommand implements Callable<Integer> {
    static final String FOLDER = "repaired-gpus";

    @Parameters(paramLabel = "ADDRESS", description = "of the GPU, as nvidia-smi shows it: 00000000:3B:00.0")
    private String address = "";

    @Mixin
    private AgentOptions options = new AgentOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            new RepairMarks(options.stateDir.resolve(FOLDER))
                    .mark(address, Clock.systemUTC().instant());
            out.println("marked; it is looked at anew within a minute");
            return 0;
        } catch (IllegalArgumentException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return 2;
        }
    }
}
