package io.remotegpu.scheduler.images;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of images that hosts were asked for. */
@Component
class ImagePullViews {
    private static final String SELECT = """
        select p.pull_id as id, p.image, p.keep_seconds as keep, p.requested_by, p.requested_at, p.deadline,
               count(*) filter (where h.state = 'waiting') as waiting, count(*) filter (where h.state = 'pulling') as pulling,
               count(*) filter (where h.state = 'there') as there, count(*) filter (where h.state = 'failed') as failed
        from image_pulls p join host_image_pulls h using (pull_id)
        """;

    private final JdbcClient jdbc;

    ImagePullViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How many hosts are how far.
     *
     * @param keep seconds
     * @param deadline who has not got it by then has failed
     */
    record Summary(
            UUID id,
            String image,
            int keep,
            long requestedBy,
            Instant requestedAt,
            Instant deadline,
            int waiting,
            int pulling,
            int there,
            int failed) {}

    /**
     * One host.
     *
     * @param state waiting, pulling, there or failed
     * @param percent of the bytes that are known so far
     * @param reason why it failed, else null
     * @param endedAt since when it is there or has failed
     */
    record HostPull(
            String hostId,
            String state,
            int percent,
            @Nullable String reason,
            @Nullable Instant endedAt) {}

    record ImagePull(Summary pull, List<HostPull> hosts) {}

    /** The newest first. */
    List<Summary> list(int limit, long offset) {
        return jdbc.sql(SELECT
                        + "group by p.pull_id order by p.requested_at desc, p.pull_id limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(Summary.class)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from image_pulls").query(Long.class).single();
    }

    Optional<ImagePull> find(UUID id) {
        return jdbc.sql(SELECT + "where p.pull_id = :id group by p.pull_id")
                .param("id", id)
                .query(Summary.class)
                .optional()
                .map(pull -> new ImagePull(pull, hosts(id)));
    }

    private List<HostPull> hosts(UUID id) {
        return jdbc.sql("""
                select host_id, state, percent, reason, ended_at from host_image_pulls where pull_id = :id order by host_id
                """).param("id", id).query(HostPull.class).list();
    }
}
