package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.remotegpu.agent.runtime.ContainerLogs;
import io.remotegpu.agent.runtime.LastWords;
import io.remotegpu.agent.runtime.LineText;
import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.agent.runtime.LogRequest;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.LogLine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What pods print. The cluster does not tell the two streams apart, so all of it counts as the first. */
final class PodLogs implements ContainerLogs {
    private final KubernetesClient cluster;
    private final String namespace;

    PodLogs(KubernetesClient cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    @Override
    public void read(LogRequest request, LogReader reader) {
        Instant after = position(request.after());
        try {
            if (request.follow()) {
                follow(request.containerId(), after, reader);
            } else {
                try (InputStream log = open(request, after)) {
                    hand(log, after, reader);
                }
            }
        } catch (KubernetesClientException gone) {
            throw ApiWords.failure(
                    FailureCause.HOST_ERROR, "the cluster does not hand out its log: " + ApiWords.of(gone));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Nothing, where there is no log any more: the failure itself matters more. */
    LastWords lastWords(String pod) {
        try {
            return LastWords.of(pod(pod).tailingLines(LastWords.MOST_LINES).getLog());
        } catch (KubernetesClientException noLog) {
            return LastWords.NONE;
        }
    }

    private InputStream open(LogRequest request, @Nullable Instant after) {
        PodResource pod = pod(request.containerId());
        return after == null
                ? pod.usingTimestamps().tailingLines(request.tail()).getLogInputStream()
                : pod.usingTimestamps().sinceTime(after.toString()).getLogInputStream();
    }

    private void follow(String name, @Nullable Instant after, LogReader reader) throws IOException {
        try (LogWatch watch = after == null
                        ? pod(name).usingTimestamps().watchLog()
                        : pod(name)
                                .usingTimestamps()
                                .sinceTime(after.toString())
                                .watchLog();
                InputStream log = watch.getOutput()) {
            hand(log, after, reader);
        }
    }

    private PodResource pod(String name) {
        return cluster.pods().inNamespace(namespace).withName(name);
    }

    /** The cluster counts in seconds where to begin, so lines up to the position come again and are passed over. */
    private static void hand(InputStream log, @Nullable Instant after, LogReader reader) throws IOException {
        InputStream bytes = new BufferedInputStream(log);
        byte[] one = new byte[1];
        LineText text = new LineText();
        while (!reader.hasEnough() && bytes.read(one) == 1) {
            if (one[0] == '\n') {
                hand(text.finish(null, LogLine.Stream.STDOUT), after, reader);
            } else {
                text.append(one, 0, 1);
            }
        }
        if (!text.isEmpty() && !reader.hasEnough()) {
            hand(text.finish(null, LogLine.Stream.STDOUT), after, reader);
        }
    }

    private static void hand(LogLine raw, @Nullable Instant after, LogReader reader) {
        int space = raw.text().indexOf(' ');
        Instant at = space < 0 ? null : position(raw.text().substring(0, space));
        String text = at == null ? raw.text() : raw.text().substring(space + 1);
        if (at == null || after == null || at.isAfter(after)) {
            reader.line(new LogLine(at, raw.stream(), text, raw.cut()), at == null ? "" : at.toString());
        }
    }

    private static @Nullable Instant position(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException noInstant) {
            return null;
        }
    }
}
