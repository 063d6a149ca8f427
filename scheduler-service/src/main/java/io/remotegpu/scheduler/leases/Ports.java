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
import java.util.List;
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

    /** Holds one host port for each request. */
    List<PortMapping> hold(HostId host, long epoch, List<PortRequest> requests) {
        forgetRested(host);
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
        mappings.forEach(mapping -> insert(host, epoch, mapping));
        return mappings;
    }

    List<PortMapping> of(long epoch) {
        return jdbc.sql("""
                select service_type, external_port, internal_port, protocol from port_mappings
                where epoch = :epoch order by external_port
                """).param("epoch", epoch).query(PortMapping.class).list();
    }

    /** The lease ended: its ports rest. */
    void release(long epoch) {
        jdbc.sql("update port_mappings set epoch = null, free_at = :freeAt where epoch = :epoch")
                .param("epoch", epoch)
                .param("freeAt", in(properties.portRest()))
                .update();
    }

    private List<Integer> free(HostId host, int count) {
        return jdbc.sql("""
                select port from hosts, generate_series(port_from, port_to) as port
                where host_id = :host
                  and not exists (select 1 from port_mappings taken
                                  where taken.host_id = hosts.host_id and taken.external_port = port)
                order by port limit :count
                """)
                .param("host", host.value())
                .param("count", count)
                .query(Integer.class)
                .list();
    }

    private void insert(HostId host, long epoch, PortMapping mapping) {
        jdbc.sql("""
                insert into port_mappings (host_id, external_port, protocol, epoch, service_type, internal_port)
                values (:host, :port, :protocol, :epoch, :serviceType, :internalPort)
                """)
                .param("host", host.value())
                .param("port", mapping.externalPort())
                .param("protocol", mapping.protocol())
                .param("epoch", epoch)
                .param("serviceType", mapping.serviceType())
                .param("internalPort", mapping.internalPort())
                .update();
    }

    private void forgetRested(HostId host) {
        jdbc.sql("delete from port_mappings where host_id = :host and free_at <= :now")
                .param("host", host.value())
                .param("now", in(Duration.ZERO))
                .update();
    }

    private Timestamp in(Duration later) {
        return Timestamp.from(Instant.now(clock).plus(later));
    }
}
