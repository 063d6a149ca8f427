package io.remotegpu.agent.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** The platform, as this host reaches it. */
public final class PlatformChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Beyond it the platform refuses proofs, and what is metered looks wrong. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private PlatformChecks() {}

    /** The gateway answers, and the clock of the service that judges proofs agrees with this one's. */
    public static List<Check> gateway(URI server, Clock clock) {
        return List.of(new Check("gateway", () -> health(server)), new Check("clock", () -> clock(server, clock)));
    }

    private static Finding health(URI server) {
        int status = ask(request(server, "/api/v1/health").build()).statusCode();
        return status == 200
                ? Finding.good(server.toString())
                : Finding.doubtful(server + " answered " + status, "parts of the platform are away: look there");
    }

    /** An empty proof is refused, and every refusal tells the time. */
    private static Finding clock(URI server, Clock clock) {
        HttpRequest empty = request(server, "/api/v1/enrollment/credentials")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return ask(empty)
                .headers()
                .firstValue("Date")
                .map(date -> skew(clock.instant(), date))
                .orElseGet(() -> Finding.doubtful(server + " tells no time", "compare the clock with another's"));
    }

    /**
     * @param connection client settings of this host
     * @param topic its own, which it may read
     */
    public static Check broker(Map<String, Object> connection, String topic) {
        return new Check("broker", () -> {
            try (Admin admin = Admin.create(connection)) {
                admin.describeTopics(List.of(topic)).allTopicNames().get();
                return Finding.good(
                        connection.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) + ", own commands can be read");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Finding.doubtful("interrupted", "try again");
            } catch (ExecutionException failed) {
                return refused(connection, failed.getCause() == null ? failed : failed.getCause());
            }
        });
    }

    private static Finding refused(Map<String, Object> connection, Throwable refusal) {
        String what = connection.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) + ": " + refusal.getMessage();
        if (refusal instanceof SslAuthenticationException) {
            return Finding.bad(
                    what,
                    "this host does not trust the brokers' certificate: set scheduler.enrollment.ca-certificate to the authority that signed it,"
                            + " restart the scheduler, then the agent");
        }
        return refusal instanceof AuthenticationException || refusal instanceof AuthorizationException
                ? Finding.bad(
                        what,
                        "this host was put out, or its credentials are being renewed: if it stays, enrol it again")
                : Finding.bad(what, "open the way to the brokers (name, port, firewall, TLS)");
    }

    static Finding skew(Instant here, String date) {
        Duration ahead = Duration.between(
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(), here);
        String what =
                ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " the platform's";
        return ahead.abs().compareTo(SKEW) <= 0
                ? Finding.good(what)
                : Finding.bad(what, "let the host follow a time server: timedatectl set-ntp true");
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE);
    }

    private static HttpResponse<Void> ask(HttpRequest request) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return http.send(request, BodyHandlers.discarding());
        } catch (IOException away) {
            throw new UncheckedIOException(request.uri() + " does not answer: " + away, away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
