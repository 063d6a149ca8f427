package io.remotegpu.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a cache in Redis could save of the four answers that the first design wants cached. Each is measured in turns: the whole answer over
 * HTTP, its queries alone, and fetching and reading the same answer from Redis instead.
 */
final class CacheBenchmark {
    private static final int TIMES = 400;
    private static final int WARM_UP = 100;
    private static final int HOSTS = 500;
    private static final int GPUS = 4_000;
    private static final String FILL_HOSTS = """
            insert into hosts (host_id, name, address, deployment_mode, runtime, agent_version, total_cpu, total_memory, port_from, port_to,
                labels, health, last_heartbeat_at, last_seen_at, registered_at)
            select 'bench-' || n, 'bench-' || n, '10.0.0.1', 'traditional', 'docker', '1', 64, 524288, 30000, 30999,
                '{}', 'healthy', now(), now(), now() from generate_series(1, %d) n
            """.formatted(HOSTS);
    private static final String FILL_GPUS = """
            insert into gpus (uuid, host_id, gpu_index, name, brand, architecture, memory_total, driver_version, simulated, status)
            select 'GPU-bench-' || n, 'bench-' || (n %% %d + 1), n / %d, 'Model ' || n %% 6, 'b', 'a', 81920, '1', true, 'available'
            from generate_series(0, %d) n
            """.formatted(HOSTS, HOSTS, GPUS - 1);
    private static final String BY_MODEL = """
            select name, memory_total, sum(total)::int, sum(free)::int, max(free)::int, bool_or(simulated)
            from (select g.name, g.memory_total, g.host_id, bool_or(g.simulated) as simulated, count(*) as total,
                         count(*) filter (where g.status = 'available' and h.health = 'healthy' and not h.maintenance) as free
                  from gpus g join hosts h using (host_id)
                  where g.present group by g.name, g.memory_total, g.host_id) per_host
            group by name, memory_total order by name, memory_total
            """;

    private final ApiReader someone;
    private final int port;

    CacheBenchmark(ApiReader someone, int port) {
        this.someone = someone;
        this.port = port;
    }

    void run() throws SQLException {
        Progress.say("what caches would save; the fleet gets %,d more GPUs".formatted(GPUS));
        fleet();
        RedisClient redis = RedisClient.create("redis://127.0.0.1:" + (port + 12));
        try (StatefulRedisConnection<String, String> cache = redis.connect()) {
            measure(cache, "user information", url(1, "/users/me"), "identity", "select * from customers where id = 2");
            measure(
                    cache,
                    "list of images",
                    url(2, "/images"),
                    "workspace",
                    "select * from images order by name limit 20",
                    "select count(*) from images");
            measure(cache, "available GPUs", url(3, "/gpus/available"), "scheduler", BY_MODEL);
            measure(
                    cache,
                    "quota",
                    url(2, "/users/me/quota"),
                    "workspace",
                    "select * from resource_quotas where customer_id = 2",
                    "select * from quota_usage where customer_id = 2");
        } finally {
            redis.shutdown();
        }
    }

    private void fleet() throws SQLException {
        try (Connection scheduler = database("scheduler");
                Statement statement = scheduler.createStatement()) {
            statement.execute(FILL_HOSTS);
            statement.execute(FILL_GPUS);
            statement.execute("analyze hosts, gpus");
        }
    }

    private void measure(
            StatefulRedisConnection<String, String> cache, String name, String url, String database, String... queries)
            throws SQLException {
        Samples whole = new Samples();
        Samples asked = new Samples();
        Samples cached = new Samples();
        cache.sync().set(name, someone.body(url));
        try (Connection connection = database(database)) {
            for (int i = -WARM_UP; i < TIMES; i++) {
                long http = someone.timed(url);
                long sql = timed(() -> ask(connection, queries));
                long redis =
                        timed(() -> JsonMapper.shared().readTree(cache.sync().get(name)));
                if (i >= 0) {
                    whole.add(http);
                    asked.add(sql);
                    cached.add(redis);
                }
            }
        }
        print(name, whole.quantile(0.5), asked.quantile(0.5), cached.quantile(0.5));
    }

    private static void print(String name, double whole, double asked, double cached) {
        System.out.printf(
                "%-18s answer %.2f ms, of it queries %.2f ms; from Redis %.2f ms: an answer with a cache would take %.2f of one without%n",
                name, whole, asked, cached, (whole - asked + cached) / whole);
    }

    private static void ask(Connection connection, String... queries) {
        for (String query : queries) {
            try (PreparedStatement statement = connection.prepareStatement(query);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1);
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static long timed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }

    private String url(int service, String path) {
        return "http://127.0.0.1:" + (port + service) + "/api/v1" + path;
    }

    private Connection database(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + (port + 9) + "/" + name, "postgres", "");
    }
}
