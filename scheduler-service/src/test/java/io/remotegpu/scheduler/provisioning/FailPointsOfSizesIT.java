package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.NodeCommand.RestoreResources;
import io.remotegpu.contracts.NodeCommand.UpdateResources;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.WorkloadId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scheduler dies at every step of a change of size, before and after each commit and each publish: what is held is what its host has, once. */
@Tag("long")
class FailPointsOfSizesIT extends DyingScheduler {
    private static final String RESIZE = "resize-workload";
    private WorkloadId env;

    @BeforeEach
    void wishesToBeLarger() {
        env = running();
        world.publisher.publish(new EnvResizeRequested(env, new CustomerId(1), UUID.randomUUID(), 4, 4096));
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void growsOnceThoughTheSchedulerDiesAtEveryStep(Death death) {
        diesAt(death, new Point(RESIZE, "update", "running"));
        goesOnUntilTheHostHears(UpdateResources.class);
        diesAt(death, new Point(RESIZE, "%", "completed"));
        saysAndDies(EnvResized.class, env);
        assertThat(held()).isEqualTo("4/4096");
        stops(env, 0);

        assertThat(world.said(EnvResized.class, env)).hasSize(1);
        assertThat(world.said(EnvResizeRefused.class, env)).isEmpty();
        assertThat(world.nothingHeld()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void staysAsItIsThoughTheSchedulerDiesWhenTheHostRefuses(Death death) {
        host.engine.refuses("it uses more now");
        goesOnUntilTheHostHears(UpdateResources.class);
        diesAt(death, new Point(RESIZE, "%", "compensated"));
        staysAsItIs();
    }

    /** Its host does not answer in time, so that it is asked to restore what was. */
    @ParameterizedTest
    @EnumSource(Death.class)
    void staysAsItIsThoughTheSchedulerDiesAtEveryStepBack(Death death) {
        diesAt(Death.BETWEEN_COMMIT_AND_PUBLISH, new Point(RESIZE, "update", "running"));
        world.jdbc
                .sql("update sagas set deadline = now() where name = '" + RESIZE + "'")
                .update();
        diesAt(death, new Point(RESIZE, "update", "compensating"));
        goesOnUntilTheHostHears(RestoreResources.class);
        diesAt(death, new Point(RESIZE, "%", "compensated"));
        staysAsItIs();
    }

    private void staysAsItIs() {
        saysAndDies(EnvResizeRefused.class, env);
        assertThat(held()).isEqualTo("1/1024");
        stops(env, 0);

        assertThat(world.said(EnvResizeRefused.class, env)).hasSize(1);
        assertThat(world.said(EnvResized.class, env)).isEmpty();
        assertThat(world.nothingHeld()).isTrue();
    }

    private String held() {
        return world.jdbc
                .sql(
                        "select cast(cpu as int) || '/' || memory from leases where workload_id = :env and closed_at is null")
                .param("env", env.value())
                .query(String.class)
                .single();
    }
}
