package io.remotegpu.scheduler.images;

import io.remotegpu.contracts.HostId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code image_pulls} and {@code host_image_pulls}. */
@Component
class ImagePullStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    ImagePullStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Due(UUID pullId, String hostId, String image, int keepSeconds, Instant deadline) {}

    /** Those of these hosts that are registered. */
    List<String> known(List<String> hosts) {
        return jdbc.sql("select host_id from hosts where host_id = any(:hosts) order by host_id")
                .param("hosts", hosts.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Hosts that are not given up and have all of these labels. */
    List<String> labelled(Map<String, String> labels) {
        return jdbc.sql("""
                select host_id from hosts
                where lost_at is null and (labels || added_labels) @> cast(:labels as jsonb) order by host_id
                """)
                .param("labels", JSON.writeValueAsString(labels))
                .query(String.class)
                .list();
    }

    void insert(UUID id, NewImagePull wish, int keepSeconds, long customer, Instant now, Instant deadline) {
        jdbc.sql("""
                insert into image_pulls (pull_id, image, keep_seconds, requested_by, requested_at, deadline)
                values (:id, :image, :keep, :customer, :now, :deadline)
                """)
                .param("id", id)
                .param("image", wish.image())
                .param("keep", keepSeconds)
                .param("customer", customer)
                .param("now", Timestamp.from(now))
                .param("deadline", Timestamp.from(deadline))
                .update();
    }

    void insertHosts(UUID id, List<String> hosts, Instant now) {
        jdbc.sql("""
                insert into host_image_pulls (pull_id, host_id, state, ask_at)
                select :id, host, 'waiting', cast(:now as timestamptz) from unnest(cast(:hosts as text[])) as host
                """)
                .param("id", id)
                .param("hosts", hosts.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** It is on its way; what has ended stays ended. */
    void progressed(UUID id, HostId host, int percent, Instant askAgainAt) {
        jdbc.sql("""
                update host_image_pulls set state = 'pulling', percent = :percent, ask_at = :again
                where pull_id = :id and host_id = :host and ended_at is null
                """)
                .param("percent", percent)
                .param("again", Timestamp.from(askAgainAt))
                .param("id", id)
                .param("host", host.value())
                .update();
    }

    /** Also after its time: then it is there all the same. */
    void there(UUID id, HostId host, Instant now) {
        jdbc.sql("""
                update host_image_pulls set state = 'there', percent = 100, reason = null, ended_at = :now
                where pull_id = :id and host_id = :host and state <> 'there'
                """)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .param("host", host.value())
                .update();
    }

    void failed(UUID id, HostId host, String reason, Instant now) {
        jdbc.sql("""
                update host_image_pulls set state = 'failed', reason = :reason, ended_at = :now
                where pull_id = :id and host_id = :host and ended_at is null
                """)
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .param("host", host.value())
                .update();
    }

    /** Gives up those whose time is over. */
    void expire(Instant now) {
        jdbc.sql("""
                update host_image_pulls h set state = 'failed', ended_at = :now,
                    reason = case when h.state = 'pulling' then 'it was not there by ' || to_char(p.deadline at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                                  else 'the host did not answer; its agent may be away, or older than this command' end
                from image_pulls p
                where p.pull_id = h.pull_id and h.ended_at is null and p.deadline <= :now
                """).param("now", Timestamp.from(now)).update();
    }

    /** Locks the hosts that are to be asked now; another replica passes them over. */
    List<Due> due(Instant now, int most) {
        return jdbc.sql("""
                select h.pull_id, h.host_id, p.image, p.keep_seconds, p.deadline
                from host_image_pulls h join image_pulls p using (pull_id)
                where h.ended_at is null and h.ask_at <= :now
                order by h.ask_at, h.host_id limit :most
                for update of h skip locked
                """)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Due.class)
                .list();
    }

    void asked(Due due, Instant again) {
        jdbc.sql("""
                update host_image_pulls set asked = asked + 1, ask_at = :again
                where pull_id = :id and host_id = :host
                """)
                .param("again", Timestamp.from(again))
                .param("id", due.pullId())
                .param("host", due.hostId())
                .update();
    }

    void forget(Instant longAgo) {
        jdbc.sql("delete from image_pulls where deadline < :longAgo")
                .param("longAgo", Timestamp.from(longAgo))
                .update();
    }
}
