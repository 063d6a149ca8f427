package io.remotegpu.scheduler.keys;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.NodeCommand.SetAuthorizedKeys;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps a copy of every customer's keys and carries each change to wherever that customer's workloads are. */
@Component
public class SshKeys {
    private final JdbcClient jdbc;
    private final Outbox outbox;

    SshKeys(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** The keys that open this workload, in OpenSSH form, oldest first: its owner's, and none where nobody logs in. */
    public List<String> of(WorkloadId workload, CustomerId customer) {
        return workload.isGisService() ? List.of() : of(customer);
    }

    private List<String> of(CustomerId customer) {
        return jdbc.sql("select public_key from ssh_keys where customer_id = :customer order by key_id")
                .param("customer", customer.value())
                .query(String.class)
                .list();
    }

    /** Sends the keys again if they changed while it was being started with {@code sent}. */
    public void catchUp(ContainerStarted started, CustomerId customer, List<String> sent) {
        List<String> now = of(started.workloadId(), customer);
        if (!now.equals(sent)) {
            outbox.publish(new SetAuthorizedKeys(started.hostId(), started.workloadId(), started.epoch(), now));
        }
    }

    void add(SshKeyAdded fact) {
        jdbc.sql("""
                insert into ssh_keys (customer_id, key_id, name, public_key) values (:customer, :key, :name, :publicKey)
                on conflict (customer_id, key_id) do nothing
                """)
                .param("customer", fact.customerId().value())
                .param("key", fact.keyId())
                .param("name", fact.name())
                .param("publicKey", fact.publicKey())
                .update();
        tellHosts(fact.customerId());
    }

    void remove(SshKeyRemoved fact) {
        jdbc.sql("delete from ssh_keys where customer_id = :customer and key_id = :key")
                .param("customer", fact.customerId().value())
                .param("key", fact.keyId())
                .update();
        tellHosts(fact.customerId());
    }

    private void tellHosts(CustomerId customer) {
        List<String> now = of(customer);
        jdbc.sql("""
                select l.host_id, l.workload_id, l.epoch from leases l join allocations a using (workload_id)
                where a.customer_id = :customer and l.closed_at is null and l.workload_id not like 'gis-%'
                """)
                .param("customer", customer.value())
                .query((row, number) -> new SetAuthorizedKeys(
                        new HostId(row.getString("host_id")),
                        new WorkloadId(row.getString("workload_id")),
                        row.getLong("epoch"),
                        now))
                .list()
                .forEach(outbox::publish);
    }
}
