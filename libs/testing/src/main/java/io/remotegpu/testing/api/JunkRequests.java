package io.remotegpu.testing.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Sends generated junk to every operation of a service and collects each answer that breaks the rules of {@link AnswerRules}. */
public final class JunkRequests {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final OpenApiDocument document;
    private final Supplier<String> tokens;

    /**
     * @param address of the service, without a slash at its end
     * @param tokens a login for each request; a new one each time, since a request may be a logout
     */
    public JunkRequests(String address, Supplier<String> tokens) {
        this.address = address;
        this.tokens = tokens;
        this.document = OpenApiDocument.of(bodyOf(send(request("/v3/api-docs").GET())));
    }

    /** What was wrong with the answers, each with the request that brought it; empty if none was. */
    public List<String> complaints(int requestsPerOperation, long seed) {
        JunkValues junk = new JunkValues(document, seed);
        List<String> complaints = new ArrayList<>();
        for (OpenApiOperation operation : document.operations()) {
            for (int i = 0; i < requestsPerOperation; i++) {
                complaints.addAll(complaintsAbout(operation, junk));
            }
        }
        return complaints;
    }

    /** How many operations are tried. */
    public int operations() {
        return document.operations().size();
    }

    private List<String> complaintsAbout(OpenApiOperation operation, JunkValues junk) {
        String target = target(operation, junk);
        String body = operation.body().isMissingNode() || junk.chance(0.05) ? "" : junk.body(operation.body());
        HttpRequest.Builder request = request(target)
                .header("Authorization", "Bearer " + tokens.get())
                .header("Content-Type", junk.chance(0.95) ? "application/json" : "text/plain")
                .method(operation.method(), BodyPublishers.ofString(body));
        HttpResponse<InputStream> answer = send(request);
        return AnswerRules.broken(answer, bodyOf(answer)).stream()
                .map(rule -> rule + ": " + operation.method() + " " + shortened(target) + " " + shortened(body))
                .toList();
    }

    private static String target(OpenApiOperation operation, JunkValues junk) {
        String path = operation.path();
        for (String variable : operation.parameters("path")) {
            String value = junk.identity();
            path = path.replace("{" + variable + "}", value.isBlank() ? "0" : encoded(value));
        }
        List<String> query = operation.parameters("query").stream()
                .filter(name -> junk.chance(0.5))
                .map(name -> encoded(name) + "=" + encoded(junk.text()))
                .filter(parameter -> parameter.length() < 4_000)
                .toList();
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static String encoded(String value) {
        String text = value.length() > 2_000 ? value.substring(0, 2_000) : value;
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(address + target)).timeout(Duration.ofMinutes(2));
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw new IllegalStateException("no answer to " + request.build(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Streams of events have no end; of those nothing is read. */
    private static String bodyOf(HttpResponse<InputStream> answer) {
        boolean stream = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        try (InputStream content = answer.body()) {
            return stream ? "" : new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException brokenOff) {
            return "";
        }
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
