package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.secrets.SecretBox;
import io.remotegpu.web.Caller;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Repository
class ServiceRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SEEN =
            " from user_service_configs where deleted_at is null and (:admin or user_id = :caller) ";

    private final JdbcClient jdbc;
    private final SecretBox secrets;

    ServiceRepository(JdbcClient jdbc, SecretBox secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    long insert(UserService service, ObjectNode configuration) {
        return jdbc.sql("""
                        insert into user_service_configs (user_id, service_name, service_type, service_version, instance_key,
                            config_data, resource_quota, visibility, description, is_default, auto_start, created_at, updated_at)
                        values (:owner, :name, :type, :version, :key, cast(:configuration as jsonb), cast(:size as jsonb),
                            :visibility, :description, :is_default, :auto_start, :now, :now)
                        returning id
                        """)
                .params(fields(service))
                .param("owner", service.owner().value())
                .param("type", service.type())
                .param("key", service.instanceKey())
                .param("configuration", secrets.seal(configuration.toString(), context(service.instanceKey())))
                .query(Long.class)
                .single();
    }

    /** All but what is observed. */
    void update(UserService service, ObjectNode configuration) {
        jdbc.sql("""
                        update user_service_configs set service_name = :name, service_version = :version,
                            config_version = :config_version, config_data = cast(:configuration as jsonb),
                            resource_quota = cast(:size as jsonb), visibility = :visibility, description = :description,
                            is_default = :is_default, auto_start = :auto_start, revision = revision + 1, updated_at = :now
                        where id = :id
                        """)
                .params(fields(service))
                .param("id", service.id())
                .param("config_version", service.configVersion())
                .param("configuration", secrets.seal(configuration.toString(), context(service.instanceKey())))
                .update();
    }

    /** Another of the type may become the default after this. */
    void clearDefault(CustomerId owner, String type) {
        jdbc.sql("""
                        update user_service_configs set is_default = false, revision = revision + 1
                        where user_id = :owner and service_type = :type and is_default and deleted_at is null
                        """).param("owner", owner.value()).param("type", type).update();
    }

    boolean hasDefault(CustomerId owner, String type) {
        return jdbc.sql("""
                        select exists (select from user_service_configs
                            where user_id = :owner and service_type = :type and is_default and deleted_at is null)
                        """)
                .param("owner", owner.value())
                .param("type", type)
                .query(Boolean.class)
                .single();
    }

    void linkConnections(long service, Collection<Long> connections) {
        jdbc.sql("delete from service_connections where service_id = :service")
                .param("service", service)
                .update();
        connections.forEach(connection -> jdbc.sql(
                        "insert into service_connections (service_id, connection_id) values (:service, :connection)")
                .param("service", service)
                .param("connection", connection)
                .update());
    }

    Optional<UserService> find(Caller caller, long id) {
        return jdbc.sql("select *" + SEEN + "and id = :id")
                .params(caller(caller))
                .param("id", id)
                .query(ServiceRows::service)
                .optional();
    }

    /** The same; nobody else changes it until the transaction ends. */
    Optional<UserService> lock(Caller caller, long id) {
        return jdbc.sql("select *" + SEEN + "and id = :id for update")
                .params(caller(caller))
                .param("id", id)
                .query(ServiceRows::service)
                .optional();
    }

    /** For the platform itself. */
    Optional<UserService> find(long id) {
        return jdbc.sql("select * from user_service_configs where id = :id and deleted_at is null")
                .param("id", id)
                .query(ServiceRows::service)
                .optional();
    }

    Optional<UserService> lock(long id) {
        return jdbc.sql("select * from user_service_configs where id = :id and deleted_at is null for update")
                .param("id", id)
                .query(ServiceRows::service)
                .optional();
    }

    /** @throws PlatformException NOT_FOUND if the service went away since it was read */
    ObjectNode configuration(UserService service) {
        String sealed = jdbc.sql(
                        "select config_data::text from user_service_configs where id = :id and deleted_at is null")
                .param("id", service.id())
                .query(String.class)
                .optional()
                .orElseThrow(() -> PlatformException.notFound("user_service", service.id()));
        return (ObjectNode) JSON.readTree(secrets.open(sealed, context(service.instanceKey())));
    }

    static String context(String instanceKey) {
        return "service configuration " + instanceKey;
    }

    private static Map<String, Object> fields(UserService service) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", service.name());
        fields.put("version", service.version());
        fields.put("size", ServiceRows.json(service.size()));
        fields.put("visibility", service.visibility());
        fields.put("description", service.description());
        fields.put("is_default", service.isDefault());
        fields.put("auto_start", service.autoStart());
        fields.put("now", service.updatedAt().atOffset(ZoneOffset.UTC));
        return fields;
    }

    private static Map<String, Object> caller(Caller caller) {
        return Map.of("caller", caller.id().value(), "admin", caller.isAdmin());
    }
}
