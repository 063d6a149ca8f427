package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.Commands;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.ProcessLaunch;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "etc/relative",
                "/etc/../../root/.ssh/authorized_keys",
                "/..",
                "/etc/./x",
                "/etc//x",
                "/etc/",
                "/",
                "",
                "/etc/a b",
                "/etc/a\nb",
                "/etc/a:/host",
                "/proc/self/environ",
                "/sys/x",
                "/dev/null",
                "/run/remotegpu/authorized_keys",
                "/home/dev",
                "/home",
            })
    void refusesPathsThatAreNotPlainlyHarmless(String path) {
        refused(List.of(new WorkloadFile(path, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "0777", "4555", "400", "0402", ""})
    void refusesFilesThatSomebodyMayWrite(String mode) {
        refused(List.of(new WorkloadFile("/etc/a", "x", mode)));
    }

    @Test
    void refusesTooMuchOrTheSameTwice() {
        refused(List.of(new WorkloadFile("/etc/a", "x".repeat(600_000))));
        refused(List.of(new WorkloadFile("/etc/a", "x"), new WorkloadFile("/etc/a", "y")));
        refused(List.of(new WorkloadFile("/etc/a", "x"), new WorkloadFile("/etc/a/b", "y")));
    }

    @Test
    void checksTheFilesOfAProcessToo() {
        var launch = new ProcessLaunch(List.of("true"), Map.of(), List.of(new WorkloadFile("/../x", "x")));
        assertThatThrownBy(() -> FilePaths.check(workload().told(List.of(), launch)))
                .isNotNull();
    }

    @Test
    void takesOrdinaryOnes() {
        var files = List.of(
                new WorkloadFile("/etc/martin/config.yaml", "x"),
                new WorkloadFile("/opt/geoserver_data/security/..data/users.xml", "x", "0444"),
                new WorkloadFile("/home/dev/.config/a-b_c", "x", "0500"));
        assertThatCode(() -> FilePaths.check(workload().told(files, null))).doesNotThrowAnyException();
    }

    private static void refused(List<WorkloadFile> files) {
        assertThatThrownBy(() -> FilePaths.check(workload().told(files, null)))
                .satisfies(thrown ->
                        assertThat(WorkloadFailure.of(thrown).cause()).isEqualTo(FailureCause.INVALID_WORKLOAD));
    }

    private static Workload workload() {
        return Commands.environment(Commands.BASE_IMAGE, Workload.Probe.Kind.NONE, Map.of());
    }
}
