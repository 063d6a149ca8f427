package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.EstimatedStart;
import io.remotegpu.scheduler.placement.EstimatedStart.Held;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.PastDurations;
import io.remotegpu.scheduler.placement.PlacementRequest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When what waits may start, by how long leases used to last. */
@Component
public class Estimates {
    private final JdbcClient jdbc;
    private final Fleet fleet;
    private final Clock clock;

    Estimates(JdbcClient jdbc, Fleet fleet, Clock clock) {
        this.jdbc = jdbc;
        this.fleet = fleet;
        this.clock = clock;
    }

    /**
     * If nobody else gets what is freed first. Null where too little has ended yet to tell.
     *
     * @param likely half of the leases in its way used to end by then
     * @param atLatest nine of ten used to
     */
    public record Estimate(
            @Nullable Instant likely, @Nullable Instant atLatest) {}

    private record OpenLease(HostId host, Room room, Set<String> gpus, Duration age) {
        Optional<Held> held(PastDurations past, double part) {
            return past.remaining(age, part).map(remaining -> new Held(host, room, gpus, remaining));
        }
    }

    public Estimate startOf(PlacementRequest request) {
        Instant now = Instant.now(clock);
        PastDurations past = new PastDurations(past());
        List<OpenLease> open = open(now);
        EstimatedStart start = new EstimatedStart(fleet.hosts(), request);
        return new Estimate(at(now, start, open, past, 0.5), at(now, start, open, past, 0.9));
    }

    private static @Nullable Instant at(
            Instant now, EstimatedStart start, List<OpenLease> open, PastDurations past, double part) {
        List<Held> held =
                open.stream().flatMap(lease -> lease.held(past, part).stream()).toList();
        return start.after(held).map(now::plus).orElse(null);
    }

    private List<Duration> past() {
        return jdbc.sql("""
                select extract(epoch from closed_at - opened_at)::bigint from leases
                where closed_at is not null order by closed_at desc limit 1000
                """).query(Long.class).list().stream()
                .map(Duration::ofSeconds)
                .toList();
    }

    private List<OpenLease> open(Instant now) {
        return jdbc.sql("""
                select l.host_id, l.cpu, l.memory, l.opened_at,
                       (select count(*) from port_mappings p where p.epoch = l.epoch) as ports,
                       array(select gpu_uuid from gpu_leases g where g.epoch = l.epoch and g.closed_at is null) as gpus
                from leases l where l.closed_at is null
                """).query((row, number) -> lease(row, now)).list();
    }

    private static OpenLease lease(ResultSet row, Instant now) throws SQLException {
        Array gpus = row.getArray("gpus");
        return new OpenLease(
                new HostId(row.getString("host_id")),
                new Room(row.getDouble("cpu"), row.getInt("memory"), 0, row.getInt("ports")),
                Set.of((String[]) gpus.getArray()),
                Duration.between(row.getTimestamp("opened_at").toInstant(), now));
    }
}
