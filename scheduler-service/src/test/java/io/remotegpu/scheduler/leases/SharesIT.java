package io.remotegpu.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.provisioning.RunningScheduler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Parts of GPUs, on real PostgreSQL and Kafka; only the hosts are fakes. */
class SharesIT extends RunningScheduler {
    @Test
    void severalShareOneGpuByItsUuid() {
        FakeAgent host = world.host(1);
        EnvRunning first = world.awaitRunning(world.request(Workloads.sharing(500)), 0);
        EnvRunning second = world.awaitRunning(world.request(Workloads.sharing(400)), 0);

        assertThat(first.gpus()).extracting(LeasedGpu::share).containsExactly(500);
        assertThat(second.gpus()).extracting(LeasedGpu::uuid).isEqualTo(uuids(first));
        assertThat(host.everStarted()).extracting(StartContainer::gpus).containsExactly(uuids(first), uuids(first));
        assertThat(host.broken()).isEmpty();
    }

    @Test
    void aSharedGpuIsShownCleanOnceTheLastIsGone() {
        world.host(1);
        WorkloadId one = world.request(Workloads.sharing(500));
        List<String> gpu = uuids(world.awaitRunning(one, 0));
        WorkloadId last = world.request(Workloads.sharing(400));
        long epoch = world.awaitRunning(last, 0).epoch();

        world.publisher.publish(new EnvStopRequested(one, OWNER));
        GpuReleased released = world.await(GpuReleased.class, one);
        assertThat(released.available()).isEmpty();
        assertThat(released.quarantined()).isEmpty();
        assertThat(world.count("select leased from gpus where status = 'allocated'"))
                .isEqualTo(400);
        assertThat(world.probe.messages(VerifyGpus.class)).isEmpty();

        world.publisher.publish(new EnvStopRequested(last, OWNER));
        released = world.await(GpuReleased.class, last);
        assertThat(released.quarantined()).extracting(QuarantinedGpu::uuid).isEqualTo(gpu);
        world.await(EnvStopped.class, last);
        world.probe.await(VerifyGpus.class, verify -> verify.gpus().equals(gpu));
        await().until(world::nothingHeld);
        assertThat(world.probe.messages(VerifyGpus.class))
                .extracting(VerifyGpus::epoch)
                .containsOnly(epoch);
    }

    @Test
    void aGpuWhoseLastShareLeftItDirtyIsGivenToNobodyUntilItIsClean() {
        FakeAgent host = world.host(1);
        WorkloadId share = world.request(Workloads.sharing(10));
        world.awaitRunning(share, 0);
        host.isDirty("process 42 left");
        world.publisher.publish(new EnvDeleteRequested(share, OWNER));
        world.await(EnvDeleted.class, share);
        WorkloadId whole = world.request(1);
        world.await(EnvQueued.class, whole);
        host.isDirty(null);
        world.awaitRunning(whole, 0);
        assertThat(host.broken()).isEmpty();
    }

    @Test
    void whatIsLeftOfAGpuIsNeitherGivenWholeNorTwice() {
        world.host(1);
        WorkloadId most = world.request(Workloads.sharing(700));
        world.awaitRunning(most, 0);
        assertThat(admin().availableGpus()).contains("\"free\":0", "\"free_shares\":[{\"share\":300,\"gpus\":1}]");
        WorkloadId whole = world.request(1);
        WorkloadId half = world.request(Workloads.sharing(500));
        assertThat(world.await(EnvQueued.class, whole).reason()).contains("largest free: 0 of 1");
        assertThat(world.await(EnvQueued.class, half).reason()).contains("no GPU with 500 thousandths free");
        world.awaitRunning(world.request(Workloads.sharing(300)), 0);
    }

    @Test
    void aHostWithThatTaintSharesNoGpu() {
        FakeAgent host = world.host(1);
        world.jdbc
                .sql("update hosts set taints = array['gpu-sharing=forbidden'] where host_id = ?")
                .param(host.host().value())
                .update();
        WorkloadId share = world.request(Workloads.sharing(500));
        assertThat(world.await(EnvQueued.class, share).reason()).contains("only what tolerates gpu-sharing=forbidden");
        world.awaitRunning(world.request(1), 0);
    }

    @Test
    void slicesAreLeasedEachByItsOwnUuid() {
        FakeAgent host = world.agent(0);
        world.publisher.publish(sliced(host));
        WorkloadId env = world.request(Workloads.withSlices(2, "1g.10gb"));
        EnvRunning running = world.awaitRunning(env, 0);
        assertThat(uuids(running)).containsExactlyInAnyOrder("MIG-1-" + host.host(), "MIG-2-" + host.host());
        assertThat(world.await(EnvQueued.class, world.request(Workloads.withSlices(1, "1g.10gb")))
                        .reason())
                .contains("too few free MIG instances of profile 1g.10gb");
        assertThat(world.await(EnvQueued.class, world.request(1)).reason()).contains("no registered host has 1 GPU");
    }

    @Test
    void theDatabaseItselfRefusesMoreThanAWhole() {
        FakeAgent host = world.host(1);
        world.awaitRunning(world.request(Workloads.sharing(600)), 0);
        assertThatThrownBy(() -> insert(host, 401)).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> insert(host, 1000)).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(world.count("select leased from gpus")).isEqualTo(600);
    }

    private static void insert(FakeAgent host, int share) {
        world.jdbc
                .sql("""
                    with lease as (
                        insert into leases (epoch, workload_id, host_id, cpu, memory, opened_at)
                        values (nextval('lease_epoch_seq'), 'env-rival', :host, 1, 1, now()) returning epoch)
                    insert into gpu_leases (epoch, gpu_uuid, workload_id, host_id, share, opened_at)
                    select lease.epoch, gpu_uuid, 'env-rival', host_id, :share, now() from gpu_leases, lease
                    """)
                .param("host", host.host().value())
                .param("share", share)
                .update();
    }

    private static List<String> uuids(EnvRunning running) {
        return running.gpus().stream().map(LeasedGpu::uuid).toList();
    }

    private static HostRegistered sliced(FakeAgent host) {
        return new HostRegistered(
                host.host(),
                host.host().value(),
                "127.0.0.1",
                "traditional",
                "docker",
                "test",
                64,
                131072,
                List.of(slice(host, 1), slice(host, 2)),
                FakeAgent.FIRST_PORT,
                FakeAgent.FIRST_PORT + 499,
                Map.of());
    }

    private static GpuInventory slice(FakeAgent host, int number) {
        String name = "NVIDIA A100-SXM4-80GB MIG 1g.10gb";
        return new GpuInventory(
                "MIG-" + number + "-" + host.host(), number, name, "NVIDIA", "Ampere", 9856, "580", true);
    }
}
