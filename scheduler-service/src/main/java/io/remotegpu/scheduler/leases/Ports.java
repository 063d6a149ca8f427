package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Host ports: held by a lease, resting after one, or blocked because a stranger listens there. */
@Component
public class Ports {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final LeaseProperties properties;

    Ports(JdbcClient jdbc, Clock clock, LeaseProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /** Leaves the port alone for a while: somebody who is not ours listens on it. */
    public void block(HostId host, int port) {
        jdbc.sql("""
                insert into port_mappings (host_id, external_port, protocol, free_at)
                select :host, :port, protocol, :freeAt from unnest(array['tcp', 'udp']) as protocol
                on conflict (host_id, external_port, protocol)
                do update set free_at = excluded.free_at where port_mappings.epoch is null
                """)
                .param("host", host.value())
                .param("port", port)
                .param("freeAt", in(properties.portBlock()))
                .update();
    }

    /** Holds one host port for each request, the lowest that are free. */
    List<PortMapping> hold(HostId host, long epoch, List<PortRequest> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        List<Integer> free = free(host, requests.size());
        if (free.size() < requests.size()) {
            throw new PlatformException(
                    ErrorCode.PRECONDITION_FAILED,
                    "the ports of host " + host + " were taken meanwhile: place it again");
        }
        List<PortMapping> mappings = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            PortRequest request = requests.get(i);
            mappings.add(
                    new PortMapping(request.serviceType(), free.get(i), request.internalPort(), request.protocol()));
        }
        insert(host, epoch, mappings);
        return mappings;
    }

    /** The lease ended: its ports rest. */
    void release(long epoch) {
        jdbc.sql("update port_mappings set epoch = null, free_at = :freeAt where epoch = :epoch")
                .param("epoch", epoch)
                .param("freeAt", in(properties.portRest()))
                .update();
    }

    private record Range(int from, int to, Integer[] taken) {}

    /** Those that have rested are forgotten on the way. */
    private List<Integer> free(HostId host, int count) {
        Range range = jdbc.sql("""
                with rested as (delete from port_mappings where host_id = :host and free_at <= :now)
                select port_from, port_to, array(select external_port from port_mappings
                                                 where host_id = :host and (free_at is null or free_at > :now)) as taken
                from hosts where host_id = :host
                """)
                .param("host", host.value())
                .param("now", in(Duration.ZERO))
                .query((row, number) -> new Range(row.getInt("port_from"), row.getInt("port_to"), (Integer[])
                        row.getArray("taken").getArray()))
                .single();
        Set<Integer> taken = new HashSet<>(Arrays.asList(range.taken()));
        return IntStream.rangeClosed(range.from(), range.to())
                .boxed()
                .filter(port -> !taken.contains(port))
                .limit(count)
                .toList();
    }

    private void insert(HostId host, long epoch, List<PortMapping> mappings) {
        jdbc.sql("""
                insert into port_mappings (host_id, external_port, protocol, epoch, service_type, internal_port)
                select :host, external_port, protocol, :epoch, service_type, internal_port
                from unnest(:external, :protocols, :types, :internal) as held (external_port, protocol, service_type, internal_port)
                """)
                .param("host", host.value())
                .param("epoch", epoch)
                .param("external", numbers(mappings, PortMapping::externalPort))
                .param("protocols", texts(mappings, PortMapping::protocol))
                .param("types", texts(mappings, PortMapping::serviceType))
                .param("internal", numbers(mappings, PortMapping::internalPort))
                .update();
    }

    private static String[] texts(List<PortMapping> mappings, Function<PortMapping, String> part) {
        return mappings.stream().map(part).toArray(String[]::new);
    }

    private static Integer[] numbers(List<PortMapping> mappings, Function<PortMapping, Integer> part) {
        return mappings.stream().map(part).toArray(Integer[]::new);
    }

    private Timestamp in(Duration later) {
        return Timestamp.from(Instant.now(clock).plus(later));
    }
}
