package io.remotegpu.workspace.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.workspace.RunningService;
import io.remotegpu.workspace.tenancy.PlainRole.As;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Value;

/** Connects as the service's own role, with no code between it and the tables, and tries. */
class RowSecurityIT extends RunningService {
    /** Tables that name a customer or workspace and are meant to be read by all: who exists, and what the platform's own messages say. */
    private static final List<String> OPEN = List.of("customers");

    @Value("${spring.datasource.url}")
    String url;

    private PlainRole application;
    private long owner;
    private long admin;
    private long member;
    private long viewer;
    private long stranger;
    private long workspace;
    private String environment;

    @BeforeEach
    void people() {
        application = new PlainRole(url, "workspace_app");
        owner = registered();
        admin = registered();
        member = registered();
        viewer = registered();
        stranger = registered();
        workspace = as(owner).workspace("guarded");
        Map.of(admin, "admin", member, "member", viewer, "viewer").forEach(this::join);
        environment = as(owner).environment(workspace, 1);
        as(owner).post("/workspaces/" + workspace + "/invitations", "{\"role\":\"viewer\"}");
        inDatabase(jdbc -> jdbc.sql("""
                        insert into spending_blocks (customer_id, workspace_id, cause, blocked, at)
                        values (:owner, null, 'balance', true, now()), (null, :workspace, 'budget', true, now())
                        """)
                .param("owner", owner)
                .param("workspace", workspace)
                .update());
        inDatabase(jdbc -> jdbc.sql("""
                        with used as (insert into environment_samples (environment_id, workspace_id, at, seconds)
                            values (:environment, :workspace, now(), 15)),
                        seen as (insert into activity_samples (environment_id, workspace_id, at, activity, gpus)
                            values (:environment, :workspace, now(), '{}', 0)),
                        watched as (insert into idle_watches
                            (environment_id, workspace_id, epoch, seen_at, used_at, used_by, traces)
                            values (:environment, :workspace, 1, now(), now(), '', '[]')),
                        told as (insert into environment_conditions
                            (environment_id, workspace_id, kind, epoch, words, since)
                            values (:environment, :workspace, 'ssh_closed', 1, '', now())),
                        came as (insert into environment_sessions
                            (environment_id, workspace_id, session_id, epoch, kind, began_at)
                            values (:environment, :workspace, 'c-1', 1, 'ssh', now())),
                        named as (insert into ssh_key_names (customer_id, key_id, name, fingerprint)
                            values (:owner, 1, 'laptop', 'SHA256:x'))
                        insert into gpu_samples (environment_id, workspace_id, gpu_uuid, at)
                        values (:environment, :workspace, 'GPU-1', now())
                        """)
                .param("environment", environment)
                .param("workspace", workspace)
                .param("owner", owner)
                .update());
    }

    @ParameterizedTest
    @MethodSource("io.remotegpu.workspace.tenancy.Attempt#all")
    void letsEachDoWhatTheyMayAndNobodyElse(Attempt attempt) throws SQLException {
        String sql = attempt.sql()
                .replace(":w", Long.toString(workspace))
                .replace(":o", Long.toString(owner))
                .replace(":v", Long.toString(viewer))
                .replace(":s", Long.toString(stranger))
                .replace(":e", environment);
        Map<String, Long> people =
                Map.of("owner", owner, "admin", admin, "member", member, "viewer", viewer, "stranger", stranger);
        for (Map.Entry<String, Long> person : people.entrySet()) {
            assertThat(succeeds(As.customer(person.getValue()), sql))
                    .as(person.getKey())
                    .isEqualTo(List.of(attempt.mayDo().split(" ")).contains(person.getKey()));
        }
        assertThat(succeeds(As.SYSTEM, sql)).as("system").isTrue();
        assertThat(succeeds(As.admin(1), sql)).as("administrator").isTrue();
        assertThat(succeeds(As.NOBODY, sql)).as("nobody").isFalse();
    }

    @Test
    void refusesAloudWhoeverDoesNotSayInWhoseName() {
        for (String table : guarded()) {
            if (inDatabase(jdbc -> jdbc.sql("select exists (select from " + table + ")")
                    .query(Boolean.class)
                    .single())) {
                assertThatThrownBy(() -> application.rows(As.NOBODY, "select * from " + table))
                        .as(table)
                        .hasMessageContaining("acts for nobody");
            }
        }
        assertThat(guarded())
                .contains("workspaces", "workspace_members", "environments", "environment_events", "quota_usage");
    }

    @Test
    void guardsEveryTableThatNamesATenant() {
        List<String> naming =
                inDatabase(jdbc -> jdbc.sql("""
                        select distinct table_name from information_schema.columns
                        where table_schema = 'public' and column_name in ('customer_id', 'workspace_id', 'environment_id')
                        """).query(String.class).list());

        assertThat(naming)
                .isNotEmpty()
                .filteredOn(table -> !OPEN.contains(table))
                .isSubsetOf(guarded());
    }

    @Test
    void bindsTheOwnerOfTheTablesToo() {
        assertThatThrownBy(() -> new PlainRole(url, "workspace").rows(As.NOBODY, "select * from environments"))
                .hasMessageContaining("acts for nobody");
    }

    @Test
    void leavesTheServiceNoWayAround() {
        As someone = As.customer(stranger);
        assertThatThrownBy(() -> application.rows(someone, "alter table environments disable row level security"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> application.rows(someone, "drop policy seen on environments"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> application.rows(someone, "set local role workspace"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> application.rows(someone, "set local row_security = off; select * from environments"))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> application.rows(someone, "truncate environments cascade"))
                .hasMessageContaining("permission denied");
        for (String change :
                List.of("update workspace_audit_logs set actor = 'x'", "delete from workspace_audit_logs")) {
            assertThatThrownBy(() -> application.rows(As.SYSTEM, change)).hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> application.rows(someone, "select * from flyway_schema_history"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void countsMembersWhoLeaveThoughTheyMayNotWriteTheWorkspace() {
        assertThat(as(viewer)
                        .delete("/workspaces/" + workspace + "/members/" + viewer)
                        .status())
                .isEqualTo(204);

        assertThat(as(owner)
                        .get("/workspaces/" + workspace)
                        .data()
                        .path("member_count")
                        .asInt())
                .isEqualTo(3);
    }

    private boolean succeeds(As name, String sql) throws SQLException {
        try {
            return application.rows(name, sql) > 0;
        } catch (SQLException refused) {
            return switch (refused.getSQLState()) {
                case "42501" -> false;
                // a foreign key answers only to whom the policy has let through
                case "23001" -> true;
                default -> throw refused;
            };
        }
    }

    private List<String> guarded() {
        return inDatabase(jdbc -> jdbc.sql(
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and relforcerowsecurity")
                .query(String.class)
                .list());
    }

    private void join(long customer, String role) {
        assertThat(as(owner)
                        .post(
                                "/workspaces/" + workspace + "/members",
                                "{\"email\":\"user%d@example.org\",\"role\":\"%s\"}".formatted(customer, role))
                        .status())
                .isEqualTo(201);
    }
}
