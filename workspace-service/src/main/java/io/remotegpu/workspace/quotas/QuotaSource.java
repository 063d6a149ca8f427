package io.remotegpu.workspace.quotas;

/** A feature whose rows count against quotas. The books are compared with all of them. */
public interface QuotaSource {
    /** A query of {@code customer_id, workspace_id, cpu, memory, gpu, storage, environments}: one row per thing that counts now. */
    String held();
}
