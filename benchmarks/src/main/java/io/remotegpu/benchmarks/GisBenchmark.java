package io.remotegpu.benchmarks;

import io.remotegpu.system.ApiClient;
import io.remotegpu.system.MapService;
import io.remotegpu.system.Person;
import io.remotegpu.system.PlatformProcess;
import io.remotegpu.system.SpatialDatabase;
import io.remotegpu.system.Towns;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int DATABASE_PORT = PORT + 20;
    private static final String GATEWAY = "http://127.0.0.1:" + PORT;
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

    private final ApiClient owner;
    private final Map<String, Object> configuration;

    private GisBenchmark(ApiClient owner, Map<String, Object> configuration) {
        this.owner = owner;
        this.configuration = configuration;
    }

    static void run(String[] arguments) throws Exception {
        GisOptions options;
        try {
            options = GisOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + GisOptions.USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("remotegpu-bench");
        try {
            measure(options, folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void measure(GisOptions options, Path folder) throws Exception {
        try (SpatialDatabase database = options.drawsMaps() ? SpatialDatabase.start(folder, DATABASE_PORT) : null;
                PlatformProcess process =
                        PlatformProcess.start(folder.resolve("state"), PORT, NO_LIMITS, "--runtime", "docker")) {
            ApiClient owner = process.anonymous().register("bench", Person.PASSWORD);
            long connection = MapService.connect(owner, DATABASE_PORT, "towns", SpatialDatabase.PASSWORD);
            GisBenchmark benchmark = new GisBenchmark(owner, Towns.mapServer(connection));
            for (GisOptions.Part part : options.parts()) {
                switch (part) {
                    case STARTS -> new ServiceStarts(owner, benchmark.service("starts")).run(options.runs());
                    case TILES -> benchmark.tiles();
                    case MANY -> benchmark.many(options.instances());
                    case LIST -> benchmark.list();
                }
            }
        }
    }

    private void tiles() {
        MapService service = service("tiles");
        service.configure(Towns.with(configuration, "visibility", "token"));
        String port =
                service.act("start").awaitStatus("running").path("port_number").asString();
        String key = service.key("read");
        until(service, 200);
        String tile = service.path() + TILE;
        new TileComparison("http://127.0.0.1:" + port + tile, GATEWAY + tile, key, owner.token()).run();
        service.delete();
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
        service("listed");
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
}
