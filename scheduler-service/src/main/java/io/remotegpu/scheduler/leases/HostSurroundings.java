package io.remotegpu.scheduler.leases;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.remotegpu.contracts.workload.GpuLink;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of hosts beside what they hold: how their GPUs are joined, which images they have, and whose disk it is. */
@Component
class HostSurroundings {
    /**
     * MiB of the disk of host {@code h} that workloads may count on: those whose files are there, running or not, and those on their way. One that
     * is made from a snapshot has its home where that is kept, but no files before its first run.
     */
    static final String PROMISED_DISK = """
        select coalesce(sum((workload ->> 'disk')::bigint), 0) as disk
        from (select workload from allocations a
              where a.home_host_id = h.host_id and a.workload ->> 'disk' is not null and a.phase <> 'deleted' and a.started_at is not null
              union all
              select workload from leases l join allocations a using (workload_id)
              where l.host_id = h.host_id and l.closed_at is null and a.workload ->> 'disk' is not null
                and (a.home_host_id is distinct from h.host_id or a.started_at is null)) promises\
        """;

    private final JdbcClient jdbc;

    HostSurroundings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Link(String hostId, String one, String other, String link) {}

    private record Image(String hostId, String image) {}

    Map<String, List<GpuLink>> links(List<String> hosts) {
        return jdbc
                .sql("select host_id, one, other, link from gpu_links where host_id in (:hosts)")
                .param("hosts", hosts)
                .query(Link.class)
                .list()
                .stream()
                .collect(groupingBy(
                        Link::hostId, mapping(link -> new GpuLink(link.one(), link.other(), link.link()), toList())));
    }

    Map<String, Set<String>> images(List<String> hosts) {
        return jdbc
                .sql("select host_id, image from host_images where host_id in (:hosts)")
                .param("hosts", hosts)
                .query(Image.class)
                .list()
                .stream()
                .collect(groupingBy(Image::hostId, mapping(Image::image, toSet())));
    }
}
