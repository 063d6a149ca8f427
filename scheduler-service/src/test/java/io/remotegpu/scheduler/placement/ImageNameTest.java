package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
    @ParameterizedTest
    @CsvSource({
        "ubuntu, ubuntu:latest",
        "docker.io/library/ubuntu:24.04, ubuntu:24.04",
        "docker.io/remotegpu/env-base, remotegpu/env-base:latest",
        "registry:5000/team/image, registry:5000/team/image:latest",
        "team/image@sha256:abc, team/image@sha256:abc"
    })
    void isTheSameHoweverItIsWritten(String written, String full) {
        assertThat(ImageName.full(written)).isEqualTo(full);
        assertThat(ImageName.full(full)).isEqualTo(full);
    }
}
