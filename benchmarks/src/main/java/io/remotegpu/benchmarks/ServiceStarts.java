package io.remotegpu.benchmarks;

import io.remotegpu.system.ApiClient;
import io.remotegpu.system.MapService;

/**
 * One map server started again and again, and beside each start the raw engine's. Both are asked for the same small page, so that neither waits for a
 * database. What the service's own log says of each start tells how much of it passed before the platform knew that it runs.
 */
final class ServiceStarts {
    private static final String SMALL_PAGE = "/health";
    private static final int WARM_UP = 2;

    private final ApiClient owner;
    private final MapService service;
    private final Samples platform = new Samples();
    private final Samples raw = new Samples();
    private final Samples known = new Samples();

    ServiceStarts(ApiClient owner, MapService service) {
        this.owner = owner;
        this.service = service;
    }

    void run(int runs) throws Exception {
        try (RawMapServer engine = new RawMapServer()) {
            for (int round = -WARM_UP; round < runs; round++) {
                long rawTook = engine.startToAnswer();
                long took = startToAnswer();
                service.act("stop").awaitStatus("stopped");
                if (round >= 0) {
                    raw.add(rawTook);
                    platform.add(took);
                }
            }
        }
        owner.get("/api/v1/user-services/" + service.id() + "/logs?operation_type=start&limit=" + runs)
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .forEach(entry -> known.add(entry.path("execution_time_ms").asLong() * 1_000_000));
        System.out.println(raw.row("raw engine: create, start, first answer"));
        System.out.println(platform.row("platform: POST start to first 200"));
        System.out.println(known.row("  until gis-service-manager knows it runs"));
        System.out.printf("the platform adds %.0f ms at p50%n", platform.quantile(0.5) - raw.quantile(0.5));
        service.delete();
    }

    private long startToAnswer() throws InterruptedException {
        long begin = System.nanoTime();
        service.act("start");
        while (service.ask(SMALL_PAGE).status() != 200) {
            Thread.sleep(3);
        }
        return System.nanoTime() - begin;
    }
}
