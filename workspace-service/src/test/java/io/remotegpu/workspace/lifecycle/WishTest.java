package io.remotegpu.workspace.lifecycle;

import static io.remotegpu.workspace.lifecycle.Wish.DELETE;
import static io.remotegpu.workspace.lifecycle.Wish.RESTART;
import static io.remotegpu.workspace.lifecycle.Wish.START;
import static io.remotegpu.workspace.lifecycle.Wish.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WishTest {
    private static final Map<Status, List<Wish>> ALLOWED = Map.of(
            Status.QUEUED, List.of(STOP, DELETE),
            Status.CREATING, List.of(STOP, DELETE),
            Status.RUNNING, List.of(STOP, RESTART, DELETE),
            Status.DEGRADED, List.of(STOP, RESTART, DELETE),
            Status.STOPPING, List.of(DELETE),
            Status.STOPPED, List.of(START, DELETE),
            Status.DELETING, List.of(DELETE),
            Status.ERROR, List.of(START, RESTART, DELETE),
            Status.UNKNOWN, List.of(STOP, DELETE));

    @Test
    void allowsInEveryStateExactlyWhatMakesSenseThere() {
        for (Status status : Status.values()) {
            assertThat(Wish.allowedIn(status)).as(status.wireName()).isEqualTo(ALLOWED.get(status));
        }
    }

    @Test
    void showsWhatIsUnderWay() {
        Standing running = new Standing(Status.RUNNING, 7, false);

        assertThat(running.after(STOP)).isEqualTo(new Standing(Status.STOPPING, 7, true));
        assertThat(running.after(RESTART)).isEqualTo(new Standing(Status.CREATING, 7, true));
        assertThat(running.after(DELETE)).isEqualTo(new Standing(Status.DELETING, 7, true));
    }
}
