package io.remotegpu.billing.summary;

import io.remotegpu.web.FieldError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What totals are taken over, and the SQL that names the group. */
enum GroupBy {
    DAY("to_char(day, 'YYYY-MM-DD')"),
    WORKSPACE("workspace_id::text"),
    CUSTOMER("customer_id::text"),
    ENVIRONMENT("environment_id"),
    GPU_MODEL("gpu_model"),
    KIND("kind");

    private final String sql;

    GroupBy(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    static GroupBy parse(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> FieldError.refuse(
                        "group_by",
                        "must be one of "
                                + Arrays.stream(values()).map(GroupBy::wireName).collect(Collectors.joining(", "))));
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
