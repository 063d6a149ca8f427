package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.leases.CapacityFreed;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What administrators write on hosts. It outlives what agents say, and counts for what starts from then on. */
@Component
class HostMarks {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final HostEvents events;
    private final ApplicationEventPublisher application;

    HostMarks(JdbcClient jdbc, HostEvents events, ApplicationEventPublisher application) {
        this.jdbc = jdbc;
        this.events = events;
        this.application = application;
    }

    /** All that administrators add to the labels of its agent. */
    @Transactional
    public void label(HostId host, Map<String, String> labels) {
        jdbc.sql("update hosts set added_labels = cast(:labels as jsonb) where host_id = :host")
                .param("labels", JSON.writeValueAsString(labels))
                .param("host", host.value())
                .update();
        events.record(host, "labelled", "labels added to those of its agent: " + labels);
        application.publishEvent(new CapacityFreed());
    }

    /** All its taints. What runs there and does not tolerate them goes on. */
    @Transactional
    public void taint(HostId host, List<String> taints) {
        jdbc.sql("update hosts set taints = :taints where host_id = :host")
                .param("taints", taints.stream().distinct().sorted().toArray(String[]::new))
                .param("host", host.value())
                .update();
        events.record(host, "tainted", taints.isEmpty() ? "takes anything" : "takes only what tolerates " + taints);
        application.publishEvent(new CapacityFreed());
    }
}
