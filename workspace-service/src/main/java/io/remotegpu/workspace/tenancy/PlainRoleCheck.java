package io.remotegpu.workspace.tenancy;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses to start as a database role that row-level security would not bind, or could switch off. */
@Component
class PlainRoleCheck implements SmartInitializingSingleton {
    private final JdbcClient jdbc;

    PlainRoleCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> powers = jdbc.sql("""
                        select 'is a superuser' from pg_roles where rolname = current_user and rolsuper
                        union all
                        select 'has BYPASSRLS' from pg_roles where rolname = current_user and rolbypassrls
                        union all
                        (select 'owns the table ' || relname from pg_class
                         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                             and pg_has_role(current_user, relowner, 'member')
                         order by relname limit 1)
                        """).query(String.class).list();
        if (!powers.isEmpty()) {
            throw new IllegalStateException(
                    "the service must connect as a plain role, but its role "
                            + String.join(", ", powers)
                            + "; name a role without these in spring.datasource.username and the owner of the tables in spring.flyway.user");
        }
    }
}
