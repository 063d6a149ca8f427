package io.remotegpu.billing.summary;

import io.remotegpu.web.FieldError;
import java.util.Arrays;
import java.util.Locale;

/** What totals are taken over, and the SQL that names the group of a slice. */
enum GroupBy {
    DAY("to_char(day at time zone 'UTC', 'YYYY-MM-DD')"),
    WORKSPACE("workspace_id::text"),
    ENVIRONMENT("environment_id"),
    GPU_MODEL("coalesce(nullif(resource ->> 'gpu_model', ''), 'none')");

    private final String sql;

    GroupBy(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    static GroupBy parse(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> FieldError.refuse("group_by", "must be day, workspace, environment or gpu_model"));
    }
}
