package io.remotegpu.agent.idle;

import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.contracts.workload.WorkloadActivity.Notebooks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Jupyter server inside a container what its kernels and terminals do. It is somebody's program: little of it is read, and not for long. */
final class Jupyter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SERVICE = "jupyter";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 256 * 1024;
    private static final int OK = 200;

    /** Most hosts have no Jupyter to ask, and a client takes some megabytes and a thread. */
    private static final class Http {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private Jupyter() {}

    /** Empty if there is none that answers. */
    static Optional<Notebooks> ask(Inside inside) {
        return ask(inside, PATIENCE);
    }

    /** @param patience with each of its two answers */
    static Optional<Notebooks> ask(Inside inside, Duration patience) {
        return inside.ports().stream()
                .filter(port -> port.serviceType().equals(SERVICE))
                .findFirst()
                .flatMap(port -> ask(inside, port.number(), patience));
    }

    private static Optional<Notebooks> ask(Inside inside, int port, Duration patience) {
        String server = "http://" + inside.address() + ":" + port + "/api/";
        return read(server + "kernels", inside.jupyterToken(), patience)
                .map(kernels -> notebooks(
                        kernels,
                        read(server + "terminals", inside.jupyterToken(), patience)
                                .orElse(List.of())));
    }

    private static Notebooks notebooks(List<JsonNode> kernels, List<JsonNode> terminals) {
        long busy = kernels.stream()
                .filter(kernel -> kernel.path("execution_state").asString("").equals("busy"))
                .count();
        Instant last = Stream.concat(kernels.stream(), terminals.stream())
                .map(entry -> instant(entry.path("last_activity").asString("")))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Notebooks(kernels.size() + terminals.size(), Math.toIntExact(busy), last);
    }

    private static Optional<List<JsonNode>> read(String address, @Nullable String token, Duration patience) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
            if (token != null) {
                request.header("Authorization", "token " + token);
            }
            return answer(
                    Http.CLIENT.sendAsync(
                            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)),
                    patience);
        } catch (IllegalArgumentException noAddressOrToken) {
            return Optional.empty();
        }
    }

    private static Optional<List<JsonNode>> answer(CompletableFuture<HttpResponse<byte[]>> sent, Duration patience) {
        try {
            HttpResponse<byte[]> answer = sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            JsonNode list = answer.statusCode() == OK ? JSON.readTree(answer.body()) : JSON.missingNode();
            return list.isArray() ? Optional.of(List.copyOf(list.values())) : Optional.empty();
        } catch (ExecutionException | TimeoutException | JacksonException noJupyter) {
            sent.cancel(true);
            return Optional.empty();
        } catch (InterruptedException ending) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
