package io.remotegpu.benchmarks;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import io.remotegpu.system.Person;
import io.remotegpu.system.PlatformProcess;
import io.remotegpu.web.security.AccessTokens;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * What reading costs a person who owns 100,000 environments: the first page at a steady 200 requests a second, through the gateway and at the
 * service, beside the query alone; a walk by cursor to the last page; what checking a token adds; and what a cache would save.
 */
final class ApiBenchmark {
    private static final int PORT = 17_180;
    private static final int ROWS = 100_000;
    private static final int PER_SECOND = 200;
    private static final int PAGE = 20;
    private static final int LARGE_PAGE = 100;
    private static final int PAGES_TIMED = 300;
    private static final int TOKENS_TIMED = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration LENGTH = Duration.ofSeconds(20);
    /** One person asks for a whole fleet of users; the limits, which are per person, are not what is measured. */
    private static final Map<String, String> NO_LIMITS = Map.of(
            "GATEWAY_LIMITS_ADDRESS_BURST", "1000000",
            "GATEWAY_LIMITS_ADDRESS_PER_MINUTE", "1000000",
            "GATEWAY_LIMITS_USER_BURST", "1000000",
            "GATEWAY_LIMITS_USER_PER_MINUTE", "1000000");

    private static final String LIST = "/api/v1/environments?page_size=";
    private static final String GATEWAY = "http://127.0.0.1:" + PORT;
    private static final String IDENTITY = "http://127.0.0.1:" + (PORT + 1);
    private static final String WORKSPACE = "http://127.0.0.1:" + (PORT + 2);

    private final ApiReader someone;

    private ApiBenchmark(ApiReader someone) {
        this.someone = someone;
    }

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("remotegpu-bench");
        Progress.say("starting the platform");
        try (PlatformProcess process =
                PlatformProcess.start(folder.resolve("state"), PORT, NO_LIMITS, "--runtime", "process")) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(process::stop)); // whoever interrupts it leaves nothing running
            String token = Person.signUp(process, folder, "bench").api().token();
            new ApiBenchmark(new ApiReader(token)).measure();
            new CacheBenchmark(new ApiReader(token), PORT).run();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void measure() throws Exception {
        try (ManyEnvironments rows = new ManyEnvironments(PORT + 9)) {
            Progress.say("filling in %,d environments".formatted(ROWS));
            rows.fill(ROWS);
            firstPages(rows);
        }
        walk();
        tokens();
    }

    private void firstPages(ManyEnvironments rows) {
        String list = LIST + PAGE;
        Progress.say("warming up");
        OpenLoop.run(PER_SECOND, WARM_UP, () -> someone.get(GATEWAY + list));
        Progress.say("first pages, %d a second: the query alone".formatted(PER_SECOND));
        Samples query = OpenLoop.run(PER_SECOND, LENGTH, rows::firstPage);
        Progress.say("the service");
        Samples service = OpenLoop.run(PER_SECOND, LENGTH, () -> someone.get(WORKSPACE + list));
        Progress.say("through the gateway");
        Samples gateway = OpenLoop.run(PER_SECOND, LENGTH, () -> someone.get(GATEWAY + list));
        System.out.println(query.row("%d of %,d rows, the query alone".formatted(PAGE, ROWS)));
        System.out.println(service.row("  the service, %d requests/s".formatted(PER_SECOND)));
        System.out.println(gateway.row("  through the gateway"));
        System.out.printf(
                "the gateway's p99 is %.2f times the query's%n", gateway.quantile(0.99) / query.quantile(0.99));
    }

    /** The pages between the timed ones are larger, which the cursor does not mind. */
    private void walk() {
        Progress.say("walking to page %,d by cursor".formatted(ROWS / PAGE));
        Samples early = new Samples();
        Samples late = new Samples();
        String next = pages("", PAGE, PAGES_TIMED, early);
        next = pages(next, LARGE_PAGE, (ROWS - 2 * PAGES_TIMED * PAGE) / LARGE_PAGE, new Samples());
        pages(next, PAGE, PAGES_TIMED, late);
        System.out.println(early.row("cursor, pages 1 to %d".formatted(PAGES_TIMED)));
        System.out.println(late.row("cursor, pages %d to %d".formatted(ROWS / PAGE - PAGES_TIMED + 1, ROWS / PAGE)));
        System.out.printf(
                "a late page costs %.2f times an early one at p50%n", late.quantile(0.5) / early.quantile(0.5));
    }

    /** What to add to the address of the page behind them. */
    private String pages(String first, int size, int count, Samples samples) {
        String next = first;
        for (int page = 0; page < count; page++) {
            long begin = System.nanoTime();
            JsonNode answer = someone.get(WORKSPACE + LIST + size + next);
            samples.add(System.nanoTime() - begin);
            next = "&cursor=" + URLEncoder.encode(answer.path("next_cursor").asString(""), StandardCharsets.UTF_8);
        }
        return next;
    }

    /** With the keys in memory, as every service has them after the first request: a token seen for the first time, and one seen lately. */
    private void tokens() throws MalformedURLException {
        Progress.say("checking tokens");
        JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                        URI.create(IDENTITY + "/.well-known/jwks.json").toURL())
                .build();
        JwtDecoder familiar = decoder(keys);
        System.out.println(checks(() -> decoder(keys)).row("checking a token, the first time"));
        System.out.println(checks(() -> familiar).row("checking a token, within a minute of that"));
    }

    private Samples checks(Supplier<JwtDecoder> decoders) {
        Samples checks = new Samples();
        for (int i = -TOKENS_TIMED; i < TOKENS_TIMED; i++) {
            JwtDecoder decoder = decoders.get();
            long begin = System.nanoTime();
            decoder.decode(someone.token());
            if (i >= 0) {
                checks.add(System.nanoTime() - begin);
            }
        }
        return checks;
    }

    private static JwtDecoder decoder(JWKSource<SecurityContext> keys) {
        return AccessTokens.decoder(keys, "remotegpu", Duration.ZERO, Clock.systemUTC(), List.of());
    }
}
