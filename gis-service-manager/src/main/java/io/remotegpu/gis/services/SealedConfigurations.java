package io.remotegpu.gis.services;

import io.remotegpu.gis.secrets.SealedRows;
import io.remotegpu.gis.secrets.SecretBox;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Present and former configurations, when keys change. */
@Component
class SealedConfigurations implements SealedRows {
    private static final String OLD = "config_data ->> 'key' <> :key";

    private final JdbcClient jdbc;
    private final SecretBox secrets;

    SealedConfigurations(JdbcClient jdbc, SecretBox secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    @Override
    public int renew(int limit) {
        List<Row> present = rows(
                "select id, 0, instance_key, config_data::text from user_service_configs where " + OLD
                        + " limit :limit for update skip locked",
                limit);
        present.forEach(
                row -> jdbc.sql("update user_service_configs set config_data = cast(:data as jsonb) where id = :id")
                        .param("id", row.service())
                        .param("data", renewed(row))
                        .update());
        List<Row> former = rows("""
                select v.service_id, v.version, s.instance_key, v.config_data::text
                from user_service_config_versions v join user_service_configs s on s.id = v.service_id
                where v.config_data ->> 'key' <> :key limit :limit for update of v skip locked
                """, limit);
        former.forEach(row -> jdbc.sql("""
                        update user_service_config_versions set config_data = cast(:data as jsonb)
                        where service_id = :id and version = :version
                        """)
                .param("id", row.service())
                .param("version", row.version())
                .param("data", renewed(row))
                .update());
        return present.size() + former.size();
    }

    @Override
    public long outdated() {
        return jdbc.sql("select (select count(*) from user_service_configs where " + OLD
                        + ") + (select count(*) from user_service_config_versions where " + OLD + ")")
                .param("key", secrets.currentKey())
                .query(Long.class)
                .single();
    }

    private String renewed(Row row) {
        return secrets.renew(row.data(), ServiceRepository.context(row.instanceKey()));
    }

    private List<Row> rows(String sql, int limit) {
        return jdbc.sql(sql)
                .param("key", secrets.currentKey())
                .param("limit", limit)
                .query((row, number) -> new Row(row.getLong(1), row.getInt(2), row.getString(3), row.getString(4)))
                .list();
    }

    private record Row(long service, int version, String instanceKey, String data) {}
}
