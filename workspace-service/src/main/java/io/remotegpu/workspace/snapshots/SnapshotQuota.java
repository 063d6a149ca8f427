package io.remotegpu.workspace.snapshots;

import io.remotegpu.workspace.quotas.QuotaSource;
import org.springframework.stereotype.Component;

/** A snapshot counts the storage written on its row: an allowance until its size is known. */
@Component
class SnapshotQuota implements QuotaSource {
    @Override
    public String held() {
        return """
                select customer_id, workspace_id, 0 as cpu, 0 as memory, 0 as gpu, storage_held as storage, 0 as environments
                from environment_snapshots where deleted_at is null
                """;
    }
}
