package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gis.secrets.SecretBox;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every configuration that a service had, the newest {@code gis.services.versions} of them. */
@Repository
class VersionRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final SecretBox secrets;
    private final ServiceProperties properties;

    VersionRepository(JdbcClient jdbc, SecretBox secrets, ServiceProperties properties) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.properties = properties;
    }

    void insert(
            UserService service, ObjectNode configuration, String hash, String reason, CustomerId who, Instant now) {
        jdbc.sql("""
                        insert into user_service_config_versions
                            (service_id, version, service_version, config_data, content_hash, reason, created_at, created_by)
                        values (:service, :version, :software, cast(:configuration as jsonb), :hash, :reason, :now, :who)
                        """)
                .param("service", service.id())
                .param("version", service.configVersion())
                .param("software", service.version())
                .param(
                        "configuration",
                        secrets.seal(configuration.toString(), ServiceRepository.context(service.instanceKey())))
                .param("hash", hash)
                .param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("who", who.value())
                .update();
        jdbc.sql("delete from user_service_config_versions where service_id = :service and version <= :oldest")
                .param("service", service.id())
                .param("oldest", service.configVersion() - properties.versions())
                .update();
    }

    Optional<ObjectNode> find(UserService service, int version) {
        return jdbc.sql("""
                        select config_data::text from user_service_config_versions
                        where service_id = :service and version = :version
                        """)
                .param("service", service.id())
                .param("version", version)
                .query(String.class)
                .optional()
                .map(stored -> secrets.open(stored, ServiceRepository.context(service.instanceKey())))
                .map(JSON::readTree)
                .map(ObjectNode.class::cast);
    }

    List<ConfigVersion> list(long service) {
        return jdbc.sql("""
                        select version, service_version, content_hash, reason, created_at, created_by
                        from user_service_config_versions where service_id = :service order by version desc
                        """)
                .param("service", service)
                .query((row, number) -> new ConfigVersion(
                        row.getInt("version"),
                        row.getString("service_version"),
                        row.getString("content_hash"),
                        row.getString("reason"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getLong("created_by")))
                .list();
    }
}
