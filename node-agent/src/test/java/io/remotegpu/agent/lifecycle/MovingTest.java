package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HomeAwaited;
import io.remotegpu.contracts.HomeNotReceived;
import io.remotegpu.contracts.HomeNotSent;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a home that moves means to everything else that may be asked of its workload. */
class MovingTest extends MovingAgent {
    @Test
    void nothingStartsFromAHomeThatIsOnItsWay() {
        workloads.accept(receive(5), null);
        assertThat(first(HomeAwaited.class, 1).key()).isNotEmpty();
        workloads.accept(start(5), null);
        workloads.accept(start(6), null);

        assertThat(first(HomeNotReceived.class, 1).reason()).isEqualTo("a newer command came");
        assertThat(first(ContainerFailed.class, 1).reason()).contains("has already carried out epoch 5");
    }

    @Test
    void aRestartedAgentFetchesItAnewUnderTheSameKey() throws IOException {
        workloads.accept(receive(5), null);
        String key = first(HomeAwaited.class, 1).key();
        said.clear();
        Workloads restarted = agent(whatTheEarlierAgentDoesNotWrite());

        assertThat(first(HomeAwaited.class, 1).key()).isEqualTo(key);
        restarted.accept(remove(5), null);
        workloads.accept(remove(5), null);
        first(WorkloadRemoved.class, 2);
    }

    @Test
    void aRemovalEndsItAndARepeatOfTheWishDoesNotBringItBack() {
        workloads.accept(receive(5), null);
        first(HomeAwaited.class, 1);
        workloads.accept(remove(5), null);
        first(WorkloadRemoved.class, 1);
        workloads.accept(receive(5), null);
        workloads.accept(new SettleHome(COMMANDS.host(), ID, 5, 0, "0"), null);

        first(HomeNotReceived.class, 3);
        assertThat(all(HomeAwaited.class)).hasSize(1);
        workloads.accept(start(6), null);
        first(ContainerStarted.class, 1);
    }

    @Test
    void whatRunsIsNeitherSentNorOverwritten() {
        workloads.accept(start(4), null);
        first(ContainerStarted.class, 1);
        workloads.accept(send(5), null);
        workloads.accept(receive(6), null);

        assertThat(first(HomeNotSent.class, 1).reason()).contains("runs here");
        assertThat(first(HomeNotReceived.class, 1).reason()).contains("runs here");
        assertThat(runtime.list()).hasSize(1);
    }

    @Test
    void aStartWhereItWasEndsItsSending() {
        workloads.accept(start(4), null);
        first(ContainerStarted.class, 1);
        workloads.accept(COMMANDS.stop(ID, 4), null);
        workloads.accept(send(5), null);
        workloads.accept(start(6), null);

        assertThat(first(HomeNotSent.class, 1).reason()).isEqualTo("a newer command came");
        first(ContainerStarted.class, 2);
    }

    @Test
    void anOldMoveTouchesNothingOfANewerOne() {
        workloads.accept(receive(7), null);
        first(HomeAwaited.class, 1);
        workloads.accept(receive(5), null);
        workloads.accept(remove(6), null);
        workloads.accept(remove(7), null);

        first(WorkloadRemoved.class, 1);
        assertThat(all(HomeNotReceived.class).stream().map(HomeNotReceived::epoch))
                .contains(7L, 5L);
        assertThat(all(WorkloadRemoved.class).stream().map(WorkloadRemoved::epoch))
                .containsExactly(7L);
    }
}
