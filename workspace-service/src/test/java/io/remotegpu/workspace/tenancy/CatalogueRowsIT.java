package io.remotegpu.workspace.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.RunningService;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database itself lets a stranger do with templates, datasets, mounts and snapshots: nothing, whatever the code asks for. */
class CatalogueRowsIT extends RunningService {
    private static final Map<String, String> TABLES = Map.of(
            "environment_templates", "workspace_id",
            "datasets", "workspace_id",
            "environment_snapshots", "workspace_id",
            "dataset_usage", "(select workspace_id from environments where id = environment_id)");

    private long owner;
    private long stranger;
    private long workspace;
    private String environment;

    @BeforeEach
    void someoneWithRowsInEveryTable() {
        owner = newCustomer();
        stranger = newCustomer();
        Api api = as(owner);
        as(stranger).workspace("elsewhere");
        workspace = api.workspace("vision lab");
        String dataset = api.post("/datasets", """
                        {"name":"coco","workspace_id":%1$d,"kind":"folder","source":"workspaces/%1$d/coco"}""".formatted(workspace)).text("id");
        api.post("/environment-templates", """
                {"name":"mine","visibility":"workspace","workspace_id":%d,"spec":{}}""".formatted(workspace));
        environment = runningEnvironment(api, "\"dataset_ids\":[" + dataset + "]", workspace);
        api.post("/environments/" + environment + "/snapshots", "{\"name\":\"first\"}");
    }

    @Test
    void showsAndGivesThemToMembersOnly() {
        TABLES.forEach((table, whose) -> {
            String where = " where " + whose + " = " + workspace;
            assertThat(count(owner, table + where)).as(table).isEqualTo(1);
            assertThat(count(stranger, table + where)).as(table).isZero();
            assertThat(changed(stranger, "delete from " + table + where))
                    .as(table)
                    .isZero();
        });
        assertThat(changed(stranger, "update datasets set source = 'x' where workspace_id = " + workspace))
                .isZero();
        assertThat(changed(owner, "update datasets set description = 'x' where workspace_id = " + workspace))
                .isEqualTo(1);
    }

    @Test
    void takesNothingFromStrangers() {
        for (String row : new String[] {
            "datasets (name, visibility, owner_id, workspace_id, kind, source, created_at, updated_at)"
                    + " values ('x', 'workspace', %1$d, %2$d, 'folder', 'x', now(), now())",
            "datasets (name, visibility, owner_id, kind, source, created_at, updated_at)"
                    + " values ('x', 'public', %1$d, 'folder', 'x', now(), now())",
            "environment_templates (name, visibility, owner_id, workspace_id, spec, created_at, updated_at)"
                    + " values ('x', 'workspace', %1$d, %2$d, '{}', now(), now())",
            "environment_templates (name, visibility, owner_id, spec, created_at, updated_at)"
                    + " values ('x', 'public', %1$d, '{}', now(), now())",
            "environment_snapshots (id, environment_id, workspace_id, customer_id, name, status, spec, storage_held, created_at)"
                    + " values ('snap-x', '%3$s', %2$d, %1$d, 'x', 'creating', '{}', 0, now())",
            "dataset_usage (dataset_id, environment_id, since) values (1, '%3$s', now())"
        }) {
            String sql = "insert into " + row.formatted(stranger, workspace, environment);
            assertThatThrownBy(() -> changed(stranger, sql))
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("row-level security");
        }
    }

    private int count(long customer, String from) {
        return inDatabaseAs(customer, jdbc -> jdbc.sql("select count(*) from " + from)
                .query(Integer.class)
                .single());
    }

    private int changed(long customer, String sql) {
        return inDatabaseAs(customer, jdbc -> jdbc.sql(sql).update());
    }
}
