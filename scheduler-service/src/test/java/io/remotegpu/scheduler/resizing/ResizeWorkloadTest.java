package io.remotegpu.scheduler.resizing;

import static io.remotegpu.saga.testing.SagaScenario.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RestoreResources;
import io.remotegpu.contracts.NodeCommand.UpdateResources;
import io.remotegpu.contracts.NodeEvent.ResourcesNotUpdated;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.ResourcesUpdated;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.SchedulerEvent.ResourcesHeld;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.testing.SagaScenario;
import io.remotegpu.scheduler.leases.ResizeCommand.GiveBackResources;
import io.remotegpu.scheduler.leases.ResizeCommand.HoldResources;
import io.remotegpu.scheduler.leases.ResizeCommand.SettleResources;
import io.remotegpu.scheduler.resizing.ResizeWorkload.Size;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResizeWorkloadTest {
    private static final WorkloadId ENV = new WorkloadId("env-1");
    private static final HostId HOST = new HostId("host-1");
    private static final UUID CHANGE = new UUID(0, 1);
    private static final HoldResources HOLD = new HoldResources(ENV, 7, CHANGE, 4, 8192);
    private static final ResourcesHeld HELD = new ResourcesHeld(ENV, 7, 4, 8192);
    private static final UpdateResources UPDATE = new UpdateResources(HOST, ENV, 7, 4, 8192);
    private static final ResourcesUpdated UPDATED = new ResourcesUpdated(HOST, ENV, 7, 4, 8192);
    private static final ResourcesNotUpdated NOT_UPDATED = new ResourcesNotUpdated(HOST, ENV, 7, "device busy");
    private static final SettleResources SETTLE = new SettleResources(ENV, 7, CHANGE, 4, 8192);
    private static final EnvResized RESIZED = new EnvResized(ENV, 7, CHANGE, 4, 8192);
    private static final RestoreResources RESTORE = new RestoreResources(HOST, ENV, 7, 1, 1024);
    private static final ResourcesRestored RESTORED = new ResourcesRestored(HOST, ENV, 7);
    private static final GiveBackResources GIVE_BACK = new GiveBackResources(ENV, 7, 1, 1024);
    private static final ResourcesHeld GIVEN_BACK = new ResourcesHeld(ENV, 7, 1, 1024);

    @Test
    void holdsRoomChangesTheHostAndSettles() {
        begin().sends(HOLD)
                .when(HELD)
                .sends(UPDATE)
                .when(UPDATED)
                .sends(SETTLE)
                .when(RESIZED)
                .isCompleted();
    }

    @Test
    void endsAtOnceWithWhatWouldFitWhenThereIsNoRoom() {
        var refusal = new EnvResizeRefused(ENV, CHANGE, "too much", 2.0, 2048);
        var scenario = begin().when(refusal).sendsNothing().isCompensated();

        assertThat(because(scenario)).isEqualTo(refusal);
    }

    @Test
    void givesTheRoomBackWhenTheHostRefuses() {
        var scenario = begin().when(HELD)
                .when(NOT_UPDATED)
                .sends(GIVE_BACK)
                .when(GIVEN_BACK)
                .isCompensated();

        assertThat(because(scenario).reason()).isEqualTo("device busy");
    }

    @Test
    void keepsTheRoomOfBothSizesUntilASilentHostSaysThatItHasTheOldOne() {
        var scenario = begin().when(HELD)
                .silence()
                .sends(RESTORE)
                .isCompensating()
                .silence()
                .sends(RESTORE)
                .when(RESTORED)
                .sends(GIVE_BACK)
                .when(GIVEN_BACK)
                .isCompensated()
                .becauseOf(Failure.Kind.TIMED_OUT);

        assertThat(because(scenario).reason()).startsWith("host host-1 did not answer");
    }

    @Test
    void anAnswerAfterItsDeadlineChangesNothing() {
        begin().when(HELD)
                .silence()
                .ignores(UPDATED)
                .ignores(NOT_UPDATED)
                .when(RESTORED)
                .sends(GIVE_BACK);
    }

    @Test
    void ignoresRepeatsAndFactsOfOtherEpochsAndHosts() {
        begin().when(HELD)
                .ignores(new ResourcesUpdated(HOST, ENV, 6, 4, 8192))
                .ignores(new ResourcesUpdated(new HostId("host-2"), ENV, 7, 4, 8192))
                .when(UPDATED)
                .ignores(UPDATED)
                .when(RESIZED)
                .ignores(UPDATED);
    }

    @Test
    void canBeCancelledWhileTheHostIsSilent() {
        begin().when(HELD).aborted("an administrator says so").sends(RESTORE).isCompensating();
    }

    private static EnvResizeRefused because(SagaScenario<ResizeWorkload> scenario) {
        return scenario.progress()
                .data()
                .refusedBecause(requireNonNull(scenario.progress().failure()));
    }

    private static SagaScenario<ResizeWorkload> begin() {
        return given(
                ResizeWorkload.SAGA,
                new ResizeWorkload(ENV, HOST, 7, CHANGE, new Size(1, 1024), new Size(4, 8192), null, null));
    }
}
