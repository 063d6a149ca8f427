package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of workloads on a real engine: for their user alone, never written by anybody, gone after the stop. */
class DockerFilesIT extends DockerAgentFixture {
    private static final String SECRET = "password: hunter2";

    @Test
    void givesEachFileToTheWorkloadReadOnlyAndTakesItAwayAfterwards() {
        startWith(
                new WorkloadFile("/etc/map/config.yaml", SECRET),
                new WorkloadFile("/opt/start.sh", "#!/bin/sh", "0555"));
        String container = first(ContainerStarted.class).containerId();
        assertThat(inside(container, "cat", "/etc/map/config.yaml")).isEqualTo(SECRET);
        assertThat(inside(container, "sh", "-c", "echo x > /etc/map/config.yaml"))
                .contains("Read-only file system");
        assertThat(inside(container, "stat", "-c", "%a", "/opt/start.sh")).isEqualTo("555");
        assertThat(DockerCommands.inspect(container, "{{json .Config}}")).doesNotContain("hunter2");
        Path kept = folder.resolve("state/files/" + id + "/etc/map/config.yaml");
        assertThat(kept).hasContent(SECRET);

        kafka.send(COMMANDS.stop(id, 1));
        first(ContainerStopped.class);
        assertThat(folder.resolve("state/files/" + id)).doesNotExist();
    }

    @Test
    void refusesAPathThatLeadsOutOfTheContainersOwn() {
        startWith(new WorkloadFile("/etc/../../../outside", SECRET));
        ContainerFailed failed = first(ContainerFailed.class);
        assertThat(failed.cause()).isEqualTo(FailureCause.INVALID_WORKLOAD);
        assertThat(failed.reason()).doesNotContain("hunter2");
    }

    private void startWith(WorkloadFile... files) {
        Workload workload = Commands.environment(Commands.BASE_IMAGE, Workload.Probe.Kind.NONE, Map.of())
                .told(List.of(files), null);
        kafka.send(COMMANDS.start(id, 1, workload, port, List.of(), List.of()));
    }

    private static String inside(String container, String... command) {
        String[] all = new String[command.length + 3];
        all[0] = "docker";
        all[1] = "exec";
        all[2] = container;
        System.arraycopy(command, 0, all, 3, command.length);
        return Shells.run(all).output();
    }
}
