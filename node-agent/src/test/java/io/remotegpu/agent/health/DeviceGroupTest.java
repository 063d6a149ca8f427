package io.remotegpu.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DeviceGroupTest {
    @Test
    void findsTheGroupOfDevicesWhereEachControllerHasItsOwn() {
        assertThat(DeviceGroup.group("""
                12:pids:/docker/4f1c
                7:devices:/docker/4f1c
                1:name=systemd:/docker/4f1c
                0::/docker/4f1c""")).contains(Path.of("/sys/fs/cgroup/devices/docker/4f1c/cgroup.procs"));
    }

    @Test
    void findsTheOneThatAllControllersShare() {
        assertThat(DeviceGroup.group("0::/system.slice/docker-4f1c.scope"))
                .contains(Path.of("/sys/fs/cgroup/system.slice/docker-4f1c.scope/cgroup.procs"));
    }

    @Test
    void entersNoGroupThatIsNoneOrLiesElsewhere() {
        assertThat(DeviceGroup.group("0::/")).isEmpty();
        assertThat(DeviceGroup.group("7:devices:/")).isEmpty();
        assertThat(DeviceGroup.group("0::/../../../etc")).isEmpty();
        assertThat(DeviceGroup.group("garbage")).isEmpty();
    }
}
