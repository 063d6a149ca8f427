package io.remotegpu.billing.turns;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Turns that are taken by name and last until the caller's transaction ends. To take one again that one has changes nothing. */
@Component
public class Turns {
    private static final String ALONE = "pg_advisory_xact_lock";
    private static final String TOGETHER = "pg_advisory_xact_lock_shared";

    private final JdbcClient jdbc;

    Turns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void take(String name) {
        take(List.of(name));
    }

    /** All at once and always in one order: of those who take theirs so, no two wait for each other. */
    public void take(Collection<String> names) {
        take(ALONE, names);
    }

    /** With whoever shares it too; who takes it waits for all of them, and they for who took it. */
    public void share(String name) {
        take(TOGETHER, List.of(name));
    }

    private void take(String how, Collection<String> names) {
        jdbc.sql("""
                select count(%s(key)) from (
                    select distinct hashtextextended(name, 0) as key from unnest(:names) name order by key) keys
                """.formatted(how))
                .param("names", names.toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
