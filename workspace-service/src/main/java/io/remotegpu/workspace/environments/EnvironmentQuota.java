package io.remotegpu.workspace.environments;

import io.remotegpu.workspace.quotas.QuotaSource;
import org.springframework.stereotype.Component;

/**
 * An environment counts itself and its storage as long as it exists, with all the disk that is kept for it where it asked for that. The rest
 * counts while it is up or on its way: the larger size while a change of it is not answered, and of a share of a GPU its thousandths.
 */
@Component
class EnvironmentQuota implements QuotaSource {
    @Override
    public String held() {
        return """
            select customer_id, workspace_id,
                case when compute_held then greatest(cpu, resize_cpu) else 0 end as cpu,
                case when compute_held then greatest(memory, resize_memory) else 0 end as memory,
                case when not compute_held then 0 else coalesce((gpu_spec ->> 'share')::numeric / 1000, gpu) end as gpu,
                coalesce(disk, storage) as storage, 1 as environments
            from environments where deleted_at is null
            """;
    }
}
