package io.remotegpu.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * One tile asked for in three ways at a steady rate: at the port of its map server, through the gateway by key, through the gateway by login. They take
 * turns, and in every order equally often: who comes after another finds open connections and warm caches.
 */
final class TileComparison {
    private static final int PER_SECOND = 100;
    private static final Duration LENGTH = Duration.ofSeconds(4);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 2, 0}, {2, 1, 0}, {1, 0, 2}, {2, 0, 1}};

    /** As tile clients and the gateway speak to it. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Runnable> ways;
    private final List<Samples> samples = List.of(new Samples(), new Samples(), new Samples());

    /**
     * @param direct the tile's address behind the gateway
     * @param through the same in front of it
     */
    TileComparison(String direct, String through, String key, String token) {
        ways = List.of(
                () -> get(direct, "X-Api-Key", key),
                () -> get(through, "X-Api-Key", key),
                () -> get(through, "Authorization", "Bearer " + token));
    }

    void run() {
        ways.forEach(way -> OpenLoop.run(PER_SECOND, WARM_UP, way));
        for (int[] order : ORDERS) {
            for (int way : order) {
                OpenLoop.run(PER_SECOND, LENGTH, ways.get(way), samples.get(way));
            }
        }
        System.out.println(samples.get(0).row("a vector tile at the port, %d/s".formatted(PER_SECOND)));
        System.out.println(samples.get(1).row("  through the gateway, by key"));
        System.out.println(samples.get(2).row("  through the gateway, by login"));
        System.out.printf("the gateway adds %.2f ms by key and %.2f ms by login at p50%n", added(1), added(2));
    }

    private double added(int way) {
        return samples.get(way).quantile(0.5) - samples.get(0).quantile(0.5);
    }

    private void get(String url, String header, String value) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header(header, value)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(url + " answered " + answer.statusCode());
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
