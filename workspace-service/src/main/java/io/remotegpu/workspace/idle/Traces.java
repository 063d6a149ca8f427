package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadActivity.Notebooks;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import io.remotegpu.workspace.requests.IdlePolicy.Signal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a look: of each kind of use, when it was last. */
final class Traces {
    private static final String JUPYTER = "jupyter";

    private Traces() {}

    /** One for each signal, in their order, whether the rules count it or not. */
    static List<Trace> of(Look look, Rules rules) {
        return Arrays.stream(Signal.values())
                .map(signal -> trace(signal, look, rules))
                .toList();
    }

    private static Trace trace(Signal signal, Look look, Rules rules) {
        return switch (signal) {
            case INPUT -> input(look);
            case CONNECTIONS -> connections(look);
            case NOTEBOOKS -> notebooks(look);
            case GPU -> gpu(look, rules);
            case CPU -> cpu(look, rules);
            case PROCESSES -> processes(look);
        };
    }

    private static Trace input(Look look) {
        List<SshSession> sessions = look.activity().sessions();
        if (sessions == null) {
            return Trace.unseen(Signal.INPUT, look.at(), "SSH sessions cannot be seen on its host");
        }
        List<SshSession> terminals =
                sessions.stream().filter(session -> session.terminal() != null).toList();
        Optional<Instant> last = terminals.stream()
                .map(SshSession::lastInput)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        return last.map(at -> Trace.used(
                        Signal.INPUT,
                        at,
                        counted(terminals.size(), "SSH terminal") + " open, last input at " + Words.minute(at)))
                .orElseGet(() -> Trace.quiet(Signal.INPUT, "no SSH terminal open"));
    }

    /** Jupyter tells better than its connections: a page that is merely open keeps some. */
    private static Trace connections(Look look) {
        WorkloadActivity activity = look.activity();
        if (activity.connections() == null) {
            return Trace.unseen(Signal.CONNECTIONS, look.at(), "connections cannot be seen on its host");
        }
        List<String> open = activity.connections().stream()
                .filter(port ->
                        activity.notebooks() == null || !port.serviceType().equals(JUPYTER))
                .map(port -> counted(port.open(), port.serviceType() + " connection"))
                .collect(Collectors.toList());
        long sessions = withoutTerminal(activity.sessions());
        if (sessions > 0) {
            open.add(counted(sessions, "SSH session") + " without a terminal");
        }
        return open.isEmpty()
                ? Trace.quiet(Signal.CONNECTIONS, "no other connection")
                : Trace.used(Signal.CONNECTIONS, look.at(), String.join(", ", open));
    }

    private static long withoutTerminal(@Nullable List<SshSession> sessions) {
        return sessions == null
                ? 0
                : sessions.stream()
                        .filter(session -> session.terminal() == null)
                        .count();
    }

    private static Trace notebooks(Look look) {
        Notebooks notebooks = look.activity().notebooks();
        if (notebooks == null) {
            return Trace.quiet(Signal.NOTEBOOKS, "no Jupyter answers");
        }
        if (notebooks.busy() > 0) {
            return Trace.used(Signal.NOTEBOOKS, look.at(), counted(notebooks.busy(), "Jupyter kernel") + " at work");
        }
        Instant last = notebooks.lastActivity();
        return last == null
                ? Trace.quiet(Signal.NOTEBOOKS, "no Jupyter kernel")
                : Trace.used(Signal.NOTEBOOKS, last, "Jupyter quiet since " + Words.minute(last));
    }

    private static Trace gpu(Look look, Rules rules) {
        Double percent = look.gpu();
        if (look.gpus() == 0) {
            return Trace.quiet(Signal.GPU, "no GPU");
        }
        if (percent == null) {
            return Trace.unseen(Signal.GPU, look.at(), "GPU use was not measured");
        }
        String words = String.format(Locale.ROOT, "GPU %.0f %%", percent);
        return percent > rules.gpuAbove() ? Trace.used(Signal.GPU, look.at(), words) : Trace.quiet(Signal.GPU, words);
    }

    private static Trace cpu(Look look, Rules rules) {
        Double cores = look.cpu();
        if (cores == null) {
            return Trace.unseen(Signal.CPU, look.at(), "CPU use was not measured");
        }
        String words = String.format(Locale.ROOT, "CPU %.2f cores", cores);
        return cores > rules.cpuAbove() ? Trace.used(Signal.CPU, look.at(), words) : Trace.quiet(Signal.CPU, words);
    }

    private static Trace processes(Look look) {
        List<String> names = look.activity().processes();
        if (names == null) {
            return Trace.unseen(Signal.PROCESSES, look.at(), "processes cannot be seen on its host");
        }
        return names.isEmpty()
                ? Trace.quiet(Signal.PROCESSES, "no process of anybody")
                : Trace.used(Signal.PROCESSES, look.at(), "runs " + String.join(", ", names));
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
