package io.remotegpu.workspace.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.workspace.RunningService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the policies make of query plans: asked once per statement, and no index is lost to them. */
class RowSecurityCostIT extends RunningService {
    private static final int ROWS = 50_000;

    @Value("${spring.datasource.url}")
    String url;

    private long owner;
    private long workspace;

    @BeforeEach
    void manyEnvironments() throws SQLException {
        owner = registered();
        workspace = as(owner).workspace("crowded");
        long elsewhere = as(registered()).workspace("elsewhere");
        inDatabase(database -> database.sql("""
                        insert into environments
                            (id, name, customer_id, workspace_id, image, status, cpu, memory, gpu, storage, created_at, updated_at)
                        select 'env-cost-' || :workspace || '-' || n, 'n', :owner,
                            case when n % 10 = 0 then :workspace else :elsewhere end,
                            'x', 'stopped', 1, 1024, 0, 0, now() - n * interval '1 second', now()
                        from generate_series(1, :rows) n
                        """)
                .param("workspace", workspace)
                .param("owner", owner)
                .param("elsewhere", elsewhere)
                .param("rows", ROWS)
                .update());
        try (Connection tables = DriverManager.getConnection(url, "workspace", "workspace");
                Statement statement = tables.createStatement()) {
            statement.execute("analyze environments");
        }
    }

    @Test
    void asksForMembershipsOncePerStatementHoweverManyRowsThereAre() {
        JsonNode plan = plan("select count(*) from environments");

        assertThat(plan.path("Actual Rows").asInt()).isEqualTo(1);
        assertThat(StreamSupport.stream(plan.findParents("Subplan Name").spliterator(), false))
                .isNotEmpty()
                .allSatisfy(
                        asked -> assertThat(asked.path("Actual Loops").asInt()).isLessThanOrEqualTo(1));
    }

    @Test
    void keepsTheIndexesThatAPageOfEnvironmentsUses() {
        String page = plan("select * from environments where workspace_id = " + workspace
                        + " and deleted_at is null order by created_at desc limit 20")
                .toString();

        assertThat(page).contains("idx_environments_workspace").doesNotContain("Seq Scan");
    }

    @Test
    void keepsTheKeyForOneEnvironment() {
        assertThat(plan("select * from environments where id = 'env-cost-" + workspace + "-10'")
                        .toString())
                .contains("environments_pkey")
                .doesNotContain("Seq Scan");
    }

    private JsonNode plan(String sql) {
        String json = inDatabaseAs(owner, jdbc -> jdbc.sql("explain (analyze, format json) " + sql)
                .query(String.class)
                .single());
        return JsonMapper.shared().readTree(json).path(0).path("Plan");
    }
}
