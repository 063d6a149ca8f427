package io.remotegpu.benchmarks;

import io.remotegpu.system.Person;
import io.remotegpu.system.PlatformProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What reading costs a person who owns 100,000 environments: the first page at a steady 200 requests a second, through the gateway and at the
 * service, beside the query alone; a walk by cursor to the last page; and what checking a token adds.
 */
final class ApiBenchmark {
    private static final int PORT = 17_180;
    private static final int ROWS = 100_000;
    private static final int PER_SECOND = 200;
    private static final Duration LENGTH = Duration.ofSeconds(30);
    /** One person asks for a whole fleet of users; the limits, which are per person, are not what is measured. */
    private static final Map<String, String> NO_LIMITS = Map.of(
            "GATEWAY_LIMITS_ADDRESS_BURST", "1000000",
            "GATEWAY_LIMITS_ADDRESS_PER_MINUTE", "1000000",
            "GATEWAY_LIMITS_USER_BURST", "1000000",
            "GATEWAY_LIMITS_USER_PER_MINUTE", "1000000");

    private static final String LIST = "/api/v1/environments?page_size=20";
    private static final String GATEWAY = "http://127.0.0.1:" + PORT;
    private static final String IDENTITY = "http://127.0.0.1:" + (PORT + 1);
    private static final String WORKSPACE = "http://127.0.0.1:" + (PORT + 2);

    private final HttpClient http = HttpClient.newHttpClient();
    private String token;

    private ApiBenchmark(String token) {
        this.token = token;
    }

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("remotegpu-bench");
        try (PlatformProcess process =
                PlatformProcess.start(folder.resolve("state"), PORT, NO_LIMITS, "--runtime", "process")) {
            new ApiBenchmark(Person.signUp(process, folder, "bench").api().token()).measure();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void measure() throws Exception {
        try (ManyEnvironments rows = new ManyEnvironments(PORT + 9)) {
            rows.fill(ROWS);
            firstPages(rows);
        }
        walk();
        tokens();
    }

    private void firstPages(ManyEnvironments rows) {
        OpenLoop.run(PER_SECOND, Duration.ofSeconds(10), () -> get(GATEWAY + LIST));
        Samples query = OpenLoop.run(PER_SECOND, LENGTH, rows::firstPage);
        Samples service = OpenLoop.run(PER_SECOND, LENGTH, () -> get(WORKSPACE + LIST));
        Samples gateway = OpenLoop.run(PER_SECOND, LENGTH, () -> get(GATEWAY + LIST));
        System.out.println(query.row("20 of %,d rows, the query alone".formatted(ROWS)));
        System.out.println(service.row("  the service, %d requests/s".formatted(PER_SECOND)));
        System.out.println(gateway.row("  through the gateway"));
        System.out.printf(
                "the gateway's p99 is %.2f times the query's%n", gateway.quantile(0.99) / query.quantile(0.99));
    }

    private void walk() {
        Samples early = new Samples();
        Samples late = new Samples();
        String next = "";
        for (int page = 1; page <= ROWS / 20; page++) {
            long begin = System.nanoTime();
            JsonNode answer = get(WORKSPACE + LIST + next);
            long took = System.nanoTime() - begin;
            if (page <= 500) {
                early.add(took);
            } else if (page > ROWS / 20 - 500) {
                late.add(took);
            }
            next = "&cursor=" + URLEncoder.encode(answer.path("next_cursor").asString(""), StandardCharsets.UTF_8);
        }
        System.out.println(early.row("cursor, pages 1 to 500"));
        System.out.println(late.row("cursor, pages %d to %d".formatted(ROWS / 20 - 499, ROWS / 20)));
        System.out.printf(
                "a late page costs %.2f times an early one at p50%n", late.quantile(0.5) / early.quantile(0.5));
    }

    /** The same public answer with and without a token, in turns. */
    private void tokens() {
        Samples without = new Samples();
        Samples with = new Samples();
        String mine = token;
        for (int i = -500; i < 3_000; i++) {
            token = "";
            long first = timed();
            token = mine;
            long second = timed();
            if (i >= 0) {
                without.add(first);
                with.add(second);
            }
        }
        System.out.println(without.row("a public answer"));
        System.out.println(with.row("  with a token to check"));
        System.out.printf("checking a token adds %.3f ms at p50%n", with.quantile(0.5) - without.quantile(0.5));
    }

    private long timed() {
        long begin = System.nanoTime();
        get(IDENTITY + "/api/v1/health");
        return System.nanoTime() - begin;
    }

    private JsonNode get(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(url + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body()).path("data");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
