package io.remotegpu.benchmarks;

import io.remotegpu.system.ApiClient;
import io.remotegpu.system.MapService;
import io.remotegpu.system.Person;
import io.remotegpu.system.PlatformProcess;
import io.remotegpu.system.SpatialDatabase;
import io.remotegpu.system.Towns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.util.FileSystemUtils;

/**
 * What the platform adds to a map server of one's own: asking for its start to its first answer, against the raw engine; a vector tile of a real
 * PostGIS through the gateway, against the port behind it; many instances on one host; and the list of a person who has 1,000.
 */
final class GisBenchmark {
    private static final int PORT = 17_280;
    private static final String GATEWAY = "http://127.0.0.1:" + PORT;
    private static final int PER_SECOND = 100;
    private static final int TURNS = 4;
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int LISTED = 1_000;
    private static final String TILE = "/world?MODE=tile&TILEMODE=gmap&TILE=0+0+0&LAYERS=towns&map.imagetype=mvt";
    private static final String SERVICES = "/api/v1/user-services";
    private static final Map<String, String> NO_LIMITS = Map.of(
            "GATEWAY_LIMITS_ADDRESS_BURST", "1000000",
            "GATEWAY_LIMITS_ADDRESS_PER_MINUTE", "1000000",
            "GATEWAY_LIMITS_USER_BURST", "1000000",
            "GATEWAY_LIMITS_USER_PER_MINUTE", "1000000",
            "GIS_CONNECTIONS_ALLOWED_NETWORKS", SpatialDatabase.HOST + "/32",
            // Map servers that rest share cores: 50 fit on any machine.
            "REMOTEGPU_AGENT_CPUS", "64",
            "SPRING_APPLICATION_JSON", """
                    {"gis":{"quotas":{"standard":{"max_geoserver_services":0,"max_martin_services":0,"max_other_services":2000,\
                    "max_memory_mb":64000,"max_storage_mb":640000,"concurrent_requests":10000}}}}""");

    /** As tile clients and the gateway speak to it. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ApiClient owner;
    private final Map<String, Object> configuration;

    private GisBenchmark(ApiClient owner, Map<String, Object> configuration) {
        this.owner = owner;
        this.configuration = configuration;
    }

    static void run(String[] options) throws Exception {
        int runs = options.length > 0 ? Integer.parseInt(options[0]) : 20;
        int instances = options.length > 1 ? Integer.parseInt(options[1]) : 50;
        Path folder = Files.createTempDirectory("remotegpu-bench");
        try (SpatialDatabase database = SpatialDatabase.start(folder, PORT + 20);
                PlatformProcess process =
                        PlatformProcess.start(folder.resolve("state"), PORT, NO_LIMITS, "--runtime", "docker")) {
            ApiClient owner = process.anonymous().register("bench", Person.PASSWORD);
            GisBenchmark benchmark = new GisBenchmark(owner, Towns.mapServer(MapService.connect(owner, database)));
            new ServiceStarts(owner, benchmark.service("starts")).run(runs);
            benchmark.tiles();
            benchmark.many(instances);
            benchmark.list();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void tiles() {
        MapService service = service("tiles");
        service.configure(Towns.with(configuration, "visibility", "token"));
        String port =
                service.act("start").awaitStatus("running").path("port_number").asString();
        String key = service.key("read");
        until(service, 200);
        String direct = "http://127.0.0.1:" + port + service.path() + TILE;
        String through = GATEWAY + service.path() + TILE;
        compare(
                () -> get(direct, "X-Api-Key", key),
                () -> get(through, "X-Api-Key", key),
                () -> get(through, "Authorization", "Bearer " + owner.token()));
        service.delete();
    }

    private static void compare(Runnable atPort, Runnable withKey, Runnable withLogin) {
        OpenLoop.run(PER_SECOND, WARM_UP, withKey);
        OpenLoop.run(PER_SECOND, WARM_UP, withLogin);
        Samples alone = new Samples();
        Samples byKey = new Samples();
        Samples byLogin = new Samples();
        for (int turn = 0; turn < TURNS; turn++) {
            OpenLoop.run(PER_SECOND, LENGTH, atPort, alone);
            OpenLoop.run(PER_SECOND, LENGTH, withKey, byKey);
            OpenLoop.run(PER_SECOND, LENGTH, withLogin, byLogin);
        }
        System.out.println(alone.row("a vector tile at the port, %d/s".formatted(PER_SECOND)));
        System.out.println(byKey.row("  through the gateway, by key"));
        System.out.println(byLogin.row("  through the gateway, by login"));
        System.out.printf(
                "the gateway adds %.2f ms by key and %.2f ms by login at p50%n",
                byKey.quantile(0.5) - alone.quantile(0.5), byLogin.quantile(0.5) - alone.quantile(0.5));
    }

    private void many(int instances) {
        List<MapService> services = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < instances; i++) {
            services.add(service("many-" + i).act("start"));
        }
        services.forEach(service -> until(service, 200));
        System.out.printf(
                "%d instances on one host: all answer after %.1f s%n", instances, (System.nanoTime() - begin) / 1e9);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach(service -> threads.execute(service::delete));
        }
    }

    private void list() throws Exception {
        try (ManyServices rows = new ManyServices(PORT + 9)) {
            rows.fill(LISTED);
        }
        Samples page = new Samples();
        Samples all = new Samples();
        for (int round = -20; round < 100; round++) {
            long begin = System.nanoTime();
            long first = 0;
            for (int number = 1; number <= LISTED / 100; number++) {
                owner.get(SERVICES + "?page_size=100&page=" + number).expect(200);
                first = first == 0 ? System.nanoTime() - begin : first;
            }
            if (round >= 0) {
                page.add(first);
                all.add(System.nanoTime() - begin);
            }
        }
        System.out.println(page.row("100 of %,d services with their status".formatted(LISTED)));
        System.out.println(all.row("all %,d, in pages of 100".formatted(LISTED)));
    }

    private MapService service(String name) {
        return MapService.create(owner, GATEWAY, name, "mapserver", configuration);
    }

    private static void until(MapService service, int status) {
        while (service.ask(TILE).status() != status) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(3);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
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
