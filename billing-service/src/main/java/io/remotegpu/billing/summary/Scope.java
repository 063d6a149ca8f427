package io.remotegpu.billing.summary;

import java.util.Map;

/** Whose use is added up, as SQL with named parameters. */
record Scope(String where, Map<String, Object> params) {
    /** What one customer pays for. */
    static Scope customer(long customer) {
        return new Scope("customer_id = :customer", Map.of("customer", customer));
    }

    /** What everybody uses in one workspace. */
    static Scope workspace(long workspace) {
        return new Scope("workspace_id = :workspace", Map.of("workspace", workspace));
    }

    static Scope everything() {
        return new Scope("true", Map.of());
    }

    boolean isEverybody() {
        return params.isEmpty();
    }
}
