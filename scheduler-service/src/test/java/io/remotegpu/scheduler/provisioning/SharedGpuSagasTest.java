package io.remotegpu.scheduler.provisioning;

import static io.remotegpu.saga.testing.SagaScenario.given;
import static io.remotegpu.scheduler.provisioning.Story.ENV;
import static io.remotegpu.scheduler.provisioning.Story.EPOCH;
import static io.remotegpu.scheduler.provisioning.Story.FAILED;
import static io.remotegpu.scheduler.provisioning.Story.GPU;
import static io.remotegpu.scheduler.provisioning.Story.HOST;
import static io.remotegpu.scheduler.provisioning.Story.KEYS;
import static io.remotegpu.scheduler.provisioning.Story.PORTS;
import static io.remotegpu.scheduler.provisioning.Story.RELEASE;
import static io.remotegpu.scheduler.provisioning.Story.RELEASED;
import static io.remotegpu.scheduler.provisioning.Story.REMOVE;
import static io.remotegpu.scheduler.provisioning.Story.START;
import static io.remotegpu.scheduler.provisioning.Story.STOP;
import static io.remotegpu.scheduler.provisioning.Story.STOPPED;

import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.scheduler.leases.Lease;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While a share is given back others may be on its GPU, so no saga has it shown clean: that is done once the last share is gone. */
class SharedGpuSagasTest {
    private static final LeasedGpu HALF =
            new LeasedGpu(GPU.uuid(), GPU.index(), GPU.name(), GPU.memoryTotal(), GPU.simulated(), 500);
    private static final Lease LEASE = new Lease(ENV, EPOCH, HOST, "one", "127.0.0.1", "docker", List.of(HALF), PORTS);

    @Test
    void startsOnTheSameUuidAsItsNeighboursAndUndoesWithoutACheck() {
        given(ProvisionWorkload.SAGA, ProvisionWorkload.of(Story.environment(1), KEYS))
                .when(new GpuReserved(ENV, HOST, "one", EPOCH, List.of(HALF), PORTS))
                .sends(START)
                .when(FAILED)
                .sends(RELEASE)
                .when(RELEASED)
                .isCompensated();
    }

    @Test
    void stopsWithoutACheck() {
        given(StopWorkload.SAGA, StopWorkload.of(LEASE, null))
                .sends(STOP)
                .silence()
                .sends(STOP)
                .when(STOPPED)
                .sends(RELEASE)
                .ignores(STOPPED)
                .when(RELEASED)
                .isCompleted();
    }

    @Test
    void isDeletedWithoutACheck() {
        given(DeleteWorkload.SAGA, DeleteWorkload.of(Story.environment(1), LEASE))
                .sends(STOP)
                .when(STOPPED)
                .sends(RELEASE)
                .when(RELEASED)
                .sends(REMOVE);
    }
}
