package io.remotegpu.gis.quotas;

import io.remotegpu.contracts.CustomerId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code service_storage}. */
@Repository
class StorageRepository {
    private final JdbcClient jdbc;

    StorageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Older news than what is known changes nothing. */
    void measured(long service, int volumesMb, Instant at) {
        jdbc.sql("""
                        insert into service_storage (service_id, used_mb, measured_at) values (:service, :used, :at)
                        on conflict (service_id) do update set used_mb = excluded.used_mb, measured_at = excluded.measured_at
                        where service_storage.measured_at < excluded.measured_at
                        """)
                .param("service", service)
                .param("used", volumesMb)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether that was told otherwise before. */
    boolean tell(long service, boolean exceeded) {
        return jdbc.sql(
                                "update service_storage set exceeded = :exceeded where service_id = :service and exceeded <> :exceeded")
                        .param("service", service)
                        .param("exceeded", exceeded)
                        .update()
                == 1;
    }

    /** Empty for one that is deleted. */
    Optional<Kept> kept(long service) {
        return jdbc.sql("""
                        select user_id, coalesce(used_mb, 0) as volumes, (resource_quota ->> 'storage_mb')::int as may_keep,
                            (select ceil(coalesce(sum(used_bytes), 0) / 1048576.0)::int from data_files where service_id = :service) as files
                        from user_service_configs left join service_storage on service_id = id
                        where id = :service and deleted_at is null
                        """)
                .param("service", service)
                .query((row, number) -> new Kept(
                        new CustomerId(row.getLong("user_id")),
                        row.getInt("volumes"),
                        row.getInt("files"),
                        row.getInt("may_keep")))
                .optional();
    }

    /** Services of a user that keep more than they may. */
    List<Long> exceeding(CustomerId user) {
        return jdbc.sql("""
                        select id from user_service_configs services left join service_storage on service_id = id
                        where user_id = :user and deleted_at is null
                          and coalesce(used_mb, 0) + (select ceil(coalesce(sum(used_bytes), 0) / 1048576.0) from data_files
                                                      where data_files.service_id = services.id) > (resource_quota ->> 'storage_mb')::int
                        order by id
                        """).param("user", user.value()).query(Long.class).list();
    }
}
