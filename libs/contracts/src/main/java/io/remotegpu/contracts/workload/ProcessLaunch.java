package io.remotegpu.contracts.workload;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How to run a workload on a host that has no containers, as a plain process without any isolation. In {@code argv}, in values of {@code env} and in the
 * content of {@code files} the host replaces <code>@{port:3000}</code> by the host port that was given for that port inside, <code>@{volume:data}</code> by the
 * folder of that volume, <code>@{file:/etc/a.yaml}</code> by where that file lies, <code>@{files}</code> by the folder in which all of them lie as if it were
 * {@code /}, <code>@{data}</code> by the folder of its data files, and <code>@{host}</code> by the address to listen on; anything else stays as it is.
 *
 * @param argv the command, found by the host's {@code PATH} or absolute, and its arguments
 * @param env variables beside those of the workload
 * @param files take the place of the workload's files of the same path
 */
public record ProcessLaunch(List<String> argv, Map<String, String> env, List<WorkloadFile> files) {
    public ProcessLaunch {
        env = Objects.requireNonNullElse(env, Map.of());
        files = Objects.requireNonNullElse(files, List.of());
    }

    /** Without the values of its variables, which may be secrets. */
    @Override
    public String toString() {
        return "ProcessLaunch[argv=%s, env=%s, files=%s]".formatted(argv, env.keySet(), files);
    }
}
