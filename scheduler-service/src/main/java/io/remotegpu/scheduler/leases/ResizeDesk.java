package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.SchedulerEvent.ResourcesHeld;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.runtime.LocalCommandHandler;
import io.remotegpu.scheduler.leases.ResizeCommand.GiveBackResources;
import io.remotegpu.scheduler.leases.ResizeCommand.HoldResources;
import io.remotegpu.scheduler.leases.ResizeCommand.SettleResources;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes how much of its host an open lease holds. While a change is under way it holds the larger of both sizes. */
@Component
class ResizeDesk implements LocalCommandHandler<ResizeCommand> {
    private final JdbcClient jdbc;
    private final Fleet fleet;
    private final ApplicationEventPublisher application;

    ResizeDesk(JdbcClient jdbc, Fleet fleet, ApplicationEventPublisher application) {
        this.jdbc = jdbc;
        this.fleet = fleet;
        this.application = application;
    }

    @Override
    public Class<ResizeCommand> handles() {
        return ResizeCommand.class;
    }

    /** The workload's row comes before placement and leases in the order of locks. */
    @Override
    public Event carryOut(ResizeCommand command) {
        jdbc.sql("select 1 from allocations where workload_id = :id for update")
                .param("id", command.workloadId().value())
                .query()
                .listOfRows();
        return switch (command) {
            case HoldResources hold -> hold(hold);
            case GiveBackResources back -> giveBack(back);
            case SettleResources settle -> settle(settle);
        };
    }

    /** What its host has for it: all that others do not hold. */
    private record Room(String host, boolean open, double cpu, int memory, double heldCpu, int heldMemory) {}

    private Event hold(HoldResources command) {
        fleet.lockForPlacement();
        Optional<Room> found = room(command.workloadId(), command.epoch());
        if (found.isEmpty()) {
            return refused(command.workloadId(), command.changeId(), "its lease is over", null);
        }
        Room room = found.get();
        boolean growsCpu = command.cpu() > room.heldCpu();
        boolean growsMemory = command.memory() > room.heldMemory();
        if (!room.open() && (growsCpu || growsMemory)) {
            return refused(
                    command.workloadId(), command.changeId(), "host " + room.host() + " takes nothing more", null);
        }
        if ((growsCpu && command.cpu() > room.cpu()) || (growsMemory && command.memory() > room.memory())) {
            String reason = "host " + room.host() + " could give it up to " + room.cpu() + " cores and " + room.memory()
                    + " MiB now";
            return refused(command.workloadId(), command.changeId(), reason, room);
        }
        double cpu = Math.max(command.cpu(), room.heldCpu());
        int memory = Math.max(command.memory(), room.heldMemory());
        return hold(command.workloadId(), command.epoch(), cpu, memory);
    }

    private Event giveBack(GiveBackResources command) {
        Event held = hold(command.workloadId(), command.epoch(), command.cpu(), command.memory());
        application.publishEvent(new CapacityFreed());
        return held;
    }

    private Event settle(SettleResources command) {
        hold(command.workloadId(), command.epoch(), command.cpu(), command.memory());
        application.publishEvent(new CapacityFreed());
        return new EnvResized(
                command.workloadId(), command.epoch(), command.changeId(), command.cpu(), command.memory());
    }

    private ResourcesHeld hold(WorkloadId workload, long epoch, double cpu, int memory) {
        jdbc.sql("update leases set cpu = :cpu, memory = :memory where epoch = :epoch and closed_at is null")
                .param("cpu", cpu)
                .param("memory", memory)
                .param("epoch", epoch)
                .update();
        return new ResourcesHeld(workload, epoch, cpu, memory);
    }

    private Optional<Room> room(WorkloadId workload, long epoch) {
        return jdbc.sql("""
                select h.name as host, not h.maintenance and h.health = 'healthy' as open,
                       h.total_cpu - others.cpu as cpu, h.total_memory - others.memory as memory,
                       l.cpu as held_cpu, l.memory as held_memory
                from leases l join hosts h using (host_id)
                cross join lateral (select coalesce(sum(o.cpu), 0) as cpu, coalesce(sum(o.memory), 0)::int as memory
                                    from leases o
                                    where o.host_id = l.host_id and o.closed_at is null and o.epoch <> l.epoch) others
                where l.workload_id = :workload and l.epoch = :epoch and l.closed_at is null
                """)
                .param("workload", workload.value())
                .param("epoch", epoch)
                .query(Room.class)
                .optional();
    }

    private static EnvResizeRefused refused(WorkloadId workload, UUID change, String reason, @Nullable Room room) {
        return room == null
                ? new EnvResizeRefused(workload, change, reason, null, null)
                : new EnvResizeRefused(workload, change, reason, room.cpu(), room.memory());
    }
}
