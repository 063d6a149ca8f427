package io.remotegpu.workspace.environments;

import io.remotegpu.web.Caller;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How many environments a list has in all. Filters by workspace, owner and status are answered from sums that every change of an
 * environment adds to in its own transaction, so the total is exact and costs the same for ten rows as for a million; any other filter counts rows.
 */
@Repository
class EnvironmentCounts {
    private static final Set<String> SUMMED = Set.of("workspace_id", "customer_id", "status");
    private static final String SUM = "select coalesce(sum(difference), 0) from environment_counts where true";
    private static final String COUNT = "select count(*) from environments where deleted_at is null";
    /** Differences of one workspace, owner and status that may lie side by side. */
    private static final int SCATTERED = 8;

    private final JdbcClient jdbc;

    EnvironmentCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param workspaces those the caller may see; an administrator sees all */
    long total(Caller caller, ListingConditions conditions, Long[] workspaces) {
        String where = conditions.sql() + (caller.isAdmin() ? "" : " and workspace_id = any (:workspaces)");
        boolean summed = SUMMED.containsAll(conditions.params().keySet());
        return jdbc.sql((summed ? SUM : COUNT) + where)
                .params(EnvironmentListing.params(conditions, workspaces))
                .query(Long.class)
                .single();
    }

    /** Makes one row of many. Sums stay what they are, and whoever folds or counts at the same time waits for nobody. */
    void fold() {
        jdbc.sql("""
                with scattered as (
                    select workspace_id, customer_id, status from environment_counts
                    group by workspace_id, customer_id, status having count(*) > :scattered
                ), taken as (
                    delete from environment_counts where id in (
                        select counts.id from environment_counts counts
                        join scattered using (workspace_id, customer_id, status)
                        for update of counts skip locked)
                    returning workspace_id, customer_id, status, difference
                )
                insert into environment_counts (workspace_id, customer_id, status, difference)
                select workspace_id, customer_id, status, sum(difference) from taken
                group by workspace_id, customer_id, status having sum(difference) <> 0
                """).param("scattered", SCATTERED).update();
    }
}
