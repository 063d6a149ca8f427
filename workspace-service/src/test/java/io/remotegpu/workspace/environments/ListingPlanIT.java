package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.web.Cursor;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageQuery.Order;
import io.remotegpu.workspace.RunningService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The very statements of the list, on 1,000,000 rows, with the rights of whoever asks: which indexes serve them. */
@DirtiesContext
@TestPropertySource(properties = "spring.application.name=workspace-service-of-many") // so it has a database of its own
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingPlanIT extends RunningService {
    private static final Pattern INDEX = Pattern.compile("using (idx_\\w+|\\w+_pkey)|Scan on (idx_\\w+)");
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");
    private static final Long[] THREE_WORKSPACES = {1L, 2L, 3L};

    @Value("${spring.datasource.url}")
    private String url;

    @BeforeAll
    void fill() throws SQLException {
        MillionRows.write(url);
    }

    @Test
    void readsAPageOfEachWorkspaceFromAnIndexInItsOrder() {
        assertServedBy("idx_environments_workspace", customerPlan(query("created_at", true, Map.of(), null)));
        assertServedBy("idx_environments_workspace_name", customerPlan(query("name", false, Map.of(), null)));
        assertServedBy("idx_environments_workspace_status", customerPlan(query("status", false, Map.of(), null)));
        assertServedBy(
                "idx_environments_workspace",
                customerPlan(query("created_at", true, Map.of("status", List.of("running", "error")), null)));
    }

    @Test
    void readsTheFiveThousandthPageAsItReadsTheFirst() {
        PageQuery first = query("created_at", true, Map.of(), null);
        PageQuery late = query("created_at", true, Map.of(), afterRows(5_000 * 20));

        String firstPlan = customerPlan(first);
        String latePlan = customerPlan(late);

        assertThat(indexes(latePlan)).isEqualTo(indexes(firstPlan));
        assertThat(shape(latePlan)).isEqualTo(shape(firstPlan));
        assertThat(pages(latePlan)).as(latePlan).isLessThan(2 * pages(firstPlan) + 100);
    }

    @Test
    void readsTheWholePlatformFromAnIndexForAdministrators() {
        assertServedBy("idx_environments_live_created", adminPlan(query("created_at", true, Map.of(), null)));
        Map<String, List<String>> running = Map.of("status", List.of("running"));
        assertServedBy("idx_environments_live_created", adminPlan(query("created_at", true, running, null)));
        Map<String, List<String>> ofOne = Map.of("customer_id", List.of("77"), "status", List.of("running"));
        assertServedBy("idx_environments_customer", adminPlan(query("created_at", true, ofOne, null)));
        assertServedBy(
                "idx_environments_host", adminPlan(query("name", false, Map.of("host_id", List.of("host-7")), null)));
    }

    /** As the planner sees a platform of few workspaces: it takes any for one that holds almost everything. */
    @Test
    void readsEachWorkspaceFromItsOwnIndexWhereFewHoldAlmostEverything() throws SQLException {
        try (Connection owner = DriverManager.getConnection(url, "workspace", "workspace")) {
            owner.setAutoCommit(false);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(owner, true));
            jdbc.sql("select set_config('remotegpu.actor', 'system', true)")
                    .query()
                    .singleValue();
            jdbc.sql("alter table environments alter column workspace_id set (n_distinct = 1)")
                    .update();
            jdbc.sql("analyze environments").update();

            String plan = plan(jdbc, false, query("created_at", true, Map.of(), null));

            owner.rollback();
            assertThat(indexes(plan)).as(plan).contains("idx_environments_workspace");
            assertThat(pages(plan)).as(plan).isLessThan(1_000);
        }
    }

    @Test
    void findsTheWorkspacesOfSomeoneByIndex() {
        String plan = inDatabaseAs(
                MillionRows.CUSTOMER,
                jdbc -> explain(jdbc, """
                select workspace_id from workspace_members
                where customer_id = :caller and status = 'active' and (:any or workspace_id in (:asked))
                """, Map.of("caller", MillionRows.CUSTOMER, "any", true, "asked", List.of(0L))));

        assertServedBy("idx_workspace_members_customer_status", plan);
    }

    private String customerPlan(PageQuery query) {
        return inDatabaseAs(MillionRows.CUSTOMER, jdbc -> plan(jdbc, false, query));
    }

    private String adminPlan(PageQuery query) {
        return inDatabase(jdbc -> plan(jdbc, true, query));
    }

    private static String plan(JdbcClient jdbc, boolean everywhere, PageQuery query) {
        ListingConditions conditions = ListingConditions.of(query);
        Map<String, Object> params = EnvironmentListing.params(conditions, THREE_WORKSPACES);
        params.putAll(query.seekParams());
        params.put("limit", query.limit());
        params.put("offset", query.offset());
        return explain(jdbc, EnvironmentListing.sql(everywhere, query, conditions), params);
    }

    private static String explain(JdbcClient jdbc, String sql, Map<String, ?> params) {
        return String.join(
                "\n",
                jdbc.sql("explain (analyze, buffers, costs off, timing off, summary off) " + sql)
                        .params(params)
                        .query(String.class)
                        .list());
    }

    private static PageQuery query(
            String column, boolean descending, Map<String, List<String>> filters, @Nullable Cursor cursor) {
        return new PageQuery(1, 20, List.of(new Order(column, descending)), "id", filters, cursor);
    }

    private Cursor afterRows(int rows) {
        return inDatabaseAs(MillionRows.CUSTOMER, jdbc -> jdbc.sql("""
                        select created_at, id from environments where deleted_at is null and workspace_id = any (:mine)
                        order by created_at desc, id desc limit 1 offset :rows
                        """)
                .param("mine", THREE_WORKSPACES)
                .param("rows", rows)
                .query((row, number) -> new Cursor("-created_at", row.getString("created_at"), row.getString("id")))
                .single());
    }

    private static void assertServedBy(String index, String plan) {
        assertThat(plan).doesNotContain("Seq Scan on environments").doesNotContain("Seq Scan on workspace_members");
        assertThat(indexes(plan)).as(plan).anyMatch(used -> used.startsWith(index));
    }

    private static List<String> indexes(String plan) {
        return INDEX.matcher(plan).results().map(ListingPlanIT::name).toList();
    }

    private static String name(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    /** The plan's nodes without what was counted and compared in them. */
    private static List<String> shape(String plan) {
        return plan.lines()
                .filter(line -> line.contains("->"))
                .map(line -> line.replaceAll("\\(.*", "").strip())
                .toList();
    }

    /** Pages of the database that it touched. */
    private static long pages(String plan) {
        return BUFFERS.matcher(plan)
                .results()
                .findFirst()
                .map(match ->
                        Long.parseLong(match.group(1)) + (match.group(2) == null ? 0 : Long.parseLong(match.group(2))))
                .orElseThrow();
    }
}
