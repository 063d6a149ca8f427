package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the engine's refusals mean. It has no codes for these, so its words are read here and nowhere else. */
final class StartFailures {
    private static final Pattern PORT_TAKEN =
            Pattern.compile("port is already allocated|address already in use|ports are not available");
    private static final Pattern NO_COMMAND = Pattern.compile(
            "executable file not found|no such file or directory|permission denied|no command specified");
    private static final Pattern NO_GPU = Pattern.compile("unknown device|device error|no such device");

    private StartFailures() {}

    static WorkloadFailure ofCreate(RuntimeException refused) {
        String words = EngineWords.of(refused.getMessage());
        if (refused instanceof NotFoundException && words.contains("image")) {
            return new WorkloadFailure(FailureCause.IMAGE_UNAVAILABLE, words);
        }
        boolean invalid = refused instanceof BadRequestException
                || NO_COMMAND.matcher(words.toLowerCase(java.util.Locale.ROOT)).find();
        return new WorkloadFailure(invalid ? FailureCause.INVALID_WORKLOAD : FailureCause.HOST_ERROR, words);
    }

    static WorkloadFailure ofStart(RuntimeException refused, List<PortMapping> ports) {
        String words = EngineWords.of(refused.getMessage());
        if (PORT_TAKEN.matcher(words).find()) {
            return new WorkloadFailure(FailureCause.PORT_TAKEN, words, portIn(words, ports));
        }
        // the GPU hook's words end in "no such file" too when a driver library is missing: ask for the GPU first
        if (words.contains("nvidia") && NO_GPU.matcher(words).find()) {
            return new WorkloadFailure(FailureCause.GPU_DIRTY, words);
        }
        boolean invalid = !words.contains("nvidia") && NO_COMMAND.matcher(words).find();
        return new WorkloadFailure(invalid ? FailureCause.INVALID_WORKLOAD : FailureCause.HOST_ERROR, words);
    }

    private static @Nullable Integer portIn(String words, List<PortMapping> ports) {
        Matcher number = Pattern.compile(":(\\d{1,5})\\b").matcher(words);
        while (number.find()) {
            int port = Integer.parseInt(number.group(1));
            if (ports.stream().anyMatch(mapping -> mapping.externalPort() == port)) {
                return port;
            }
        }
        return ports.size() == 1 ? ports.getFirst().externalPort() : null;
    }
}
