package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.CountedStatements;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A list takes as many statements for a hundred rows as for one. */
class StatementCountIT extends RunningService {
    private static final int MANY = 12;

    @Test
    void readsEveryListInStatementsThatDoNotGrowWithIt() {
        Api api = as(newCustomer());
        long workspace = api.workspace("vision lab");
        long coco = api.post("/datasets", """
                        {"name":"coco","workspace_id":%1$d,"kind":"folder","source":"workspaces/%1$d/coco"}""".formatted(workspace))
                .data()
                .path("id")
                .asLong();
        for (int i = 0; i < MANY; i++) {
            api.post("/environments", """
                    {"name":"train","workspace_id":%d,"cpu":0.5,"memory":1024,"dataset_ids":[%d]}""".formatted(workspace, coco));
            api.post("/environment-templates", """
                    {"name":"mine","visibility":"workspace","workspace_id":%d,"spec":{}}""".formatted(workspace));
        }

        try (CountedStatements statements = new CountedStatements()) {
            for (String list : List.of("environments", "environment-templates", "datasets", "workspaces", "images")) {
                String table = list.replace('-', '_');
                long one = statements.on(table, () -> api.get("/" + list + "?page_size=1"));
                long all = statements.on(table, () -> api.get("/" + list + "?page_size=100"));
                assertThat(all).as(list).isEqualTo(one).isBetween(1L, 3L);
            }
            long usage = statements.on("dataset_usage", () -> api.get("/environments?page_size=100"));
            assertThat(usage).isEqualTo(1);
        }
    }
}
