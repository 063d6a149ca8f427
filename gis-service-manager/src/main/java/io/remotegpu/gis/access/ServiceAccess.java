package io.remotegpu.gis.access;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets people see and change their own services, and administrators everybody's. */
@Component
public class ServiceAccess {
    private final JdbcClient jdbc;

    ServiceAccess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws PlatformException NOT_FOUND for one that does not exist or is not the caller's, which are the same to a stranger */
    public OwnedService require(Caller caller, long id) {
        return jdbc.sql("""
                        select id, user_id, service_name, service_type, instance_key from user_service_configs
                        where id = :id and deleted_at is null and (:admin or user_id = :caller)
                        """)
                .param("id", id)
                .param("admin", caller.isAdmin())
                .param("caller", caller.id().value())
                .query((row, number) -> new OwnedService(
                        row.getLong("id"),
                        new CustomerId(row.getLong("user_id")),
                        row.getString("service_name"),
                        row.getString("service_type"),
                        row.getString("instance_key")))
                .optional()
                .orElseThrow(() -> PlatformException.notFound("user_service", id));
    }
}
