package io.remotegpu.testing.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sends somebody to every operation that names a resource, with the ids of resources that are not theirs. Whoever adds an operation must say here which
 * resource it is about; otherwise the test complains.
 */
public final class StrangerRequests {
    private static final Set<Integer> REFUSALS = Set.of(403, 404);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final String token;
    private final Map<String, String> resources;
    private final Map<String, String> bodies;

    /**
     * @param token the stranger's
     * @param resources a beginning of a path with variables, and the same with the ids of somebody else's resource
     * @param bodies the name of an operation that takes a body, and one that its owner could send
     */
    public StrangerRequests(String address, String token, Map<String, String> resources, Map<String, String> bodies) {
        this.address = address;
        this.token = token;
        this.resources = resources;
        this.bodies = bodies;
    }

    /** Operations that let the stranger in, or that nobody has named a resource or body for; empty if all is well. */
    public List<String> complaints(List<OpenApiOperation> operations) {
        return operations.stream()
                .filter(operation -> operation.path().contains("{"))
                .map(this::complaint)
                .filter(complaint -> !complaint.isEmpty())
                .toList();
    }

    private String complaint(OpenApiOperation operation) {
        String path = path(operation.path());
        if (path.contains("{")) {
            return operation.name() + ": say whose resource it is about";
        }
        boolean takesBody = !operation.body().isMissingNode();
        if (takesBody && !bodies.containsKey(operation.name())) {
            return operation.name() + ": say what its owner could send";
        }
        HttpResponse<String> answer = send(operation, path);
        return REFUSALS.contains(answer.statusCode())
                ? ""
                : operation.name() + " answered a stranger " + answer.statusCode() + ": " + answer.body();
    }

    /** The longest beginning that is known counts. */
    private String path(String template) {
        return resources.keySet().stream()
                .filter(template::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(known -> resources.get(known) + template.substring(known.length()))
                .orElse(template);
    }

    private HttpResponse<String> send(OpenApiOperation operation, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(operation.method(), BodyPublishers.ofString(bodies.getOrDefault(operation.name(), "")))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("no answer to " + operation.name(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
