package io.remotegpu.gis.services;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happens to services without their owners changing them. */
@Repository
class ServiceLives {
    private final JdbcClient jdbc;

    ServiceLives(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Long> autoStarting() {
        return jdbc.sql("""
                        select id from user_service_configs
                        where auto_start and deleted_at is null and service_status <> 'deleting' order by id
                        """).query(Long.class).list();
    }

    void observe(long id, ServiceStatus status, @Nullable Integer port, Instant at) {
        jdbc.sql("""
                        update user_service_configs set service_status = :status, port_number = :port,
                            last_started_at = case when :status = 'running' and service_status <> 'running'
                                then cast(:at as timestamptz) else last_started_at end,
                            last_stopped_at = case when :status in ('stopped', 'error') and service_status not in ('stopped', 'error')
                                then cast(:at as timestamptz) else last_stopped_at end
                        where id = :id and deleted_at is null
                        """)
                .param("id", id)
                .param("status", status.wireName())
                .param("port", port)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The log keeps its row; its name is free and its configuration gone. */
    void bury(long id, Instant now) {
        jdbc.sql("""
                        update user_service_configs set deleted_at = :now, service_status = 'deleting', port_number = null,
                            is_default = false, config_data = '{}'
                        where id = :id and deleted_at is null
                        """).param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("delete from user_service_config_versions where service_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("delete from service_connections where service_id = :id")
                .param("id", id)
                .update();
    }
}
