package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.TestDatabases;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Which indexes serve what the scheduler asks of a fleet of 500 hosts with 4,000 GPUs, 50,000 leases and 20,000 ports. */
class FleetPlanIT {
    private static final String FLEET = """
            insert into hosts (host_id, name, address, deployment_mode, runtime, agent_version, total_cpu, total_memory, port_from, port_to,
                labels, health, last_heartbeat_at, last_seen_at, registered_at)
            select 'host-' || n, 'host-' || n, '10.0.0.1', 'traditional', 'docker', '1', 64, 524288, 30000, 30999,
                '{}', 'healthy', now(), now(), now() from generate_series(0, 499) n;
            insert into gpus (uuid, host_id, gpu_index, name, brand, architecture, memory_total, driver_version, simulated, status)
            select 'GPU-' || n, 'host-' || n / 8, n % 8, 'A100', 'NVIDIA', 'Ampere', 81920, '1', true, 'available' from generate_series(0, 3999) n;
            insert into leases (epoch, workload_id, host_id, cpu, memory, opened_at, closed_at)
            select n, 'env-' || n, 'host-' || n % 500, 1, 1024, now(), case when n <= 46000 then now() end from generate_series(1, 50000) n;
            insert into gpu_leases (epoch, gpu_uuid, workload_id, host_id, opened_at, closed_at)
            select n, 'GPU-' || n % 4000, 'env-' || n, 'host-' || n % 4000 / 8, now(), case when n <= 46000 then now() end
            from generate_series(1, 49999) n;
            insert into port_mappings (host_id, external_port, protocol, epoch, service_type, internal_port)
            select 'host-' || n % 500, 30000 + n / 500, 'tcp', n + 1, 'ssh', 22 from generate_series(0, 19999) n;
            analyze
            """;
    private static JdbcClient jdbc;

    @BeforeAll
    static void fill() {
        DriverManagerDataSource database = new DriverManagerDataSource(TestDatabases.create());
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/messaging", "classpath:db/saga", "classpath:db/scheduler")
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
        jdbc.sql(FLEET).update();
    }

    @Test
    void findsTheGpusOfAHostByIndex() {
        assertThat(plan("select * from gpus where host_id = 'host-7' order by gpu_index"))
                .contains("gpus_of_host")
                .doesNotContain("Seq Scan");
    }

    @Test
    void findsWhoHoldsAGpuAndWhatALeaseHolds() {
        assertThat(plan("select * from gpu_leases where gpu_uuid = 'GPU-7' and closed_at is null and share = 1000"))
                .contains("gpu_leases_one_open_whole_per_gpu")
                .doesNotContain("Seq Scan");
        assertThat(plan("select * from gpu_leases where epoch = 49000"))
                .contains("gpu_leases_of_epoch")
                .doesNotContain("Seq Scan");
    }

    @Test
    void findsAPortOfAHostAndThePortsOfALease() {
        assertThat(
                        plan(
                                "select * from port_mappings where host_id = 'host-7' and external_port = 30007 and protocol = 'tcp'"))
                .contains("port_mappings_pkey")
                .doesNotContain("Seq Scan");
        assertThat(plan("select * from port_mappings where epoch = 19000"))
                .contains("port_mappings_of_epoch")
                .doesNotContain("Seq Scan");
    }

    private static String plan(String sql) {
        return String.join(
                "\n", jdbc.sql("explain (costs off) " + sql).query(String.class).list());
    }
}
