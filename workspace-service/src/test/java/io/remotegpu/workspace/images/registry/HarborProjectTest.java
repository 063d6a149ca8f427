package io.remotegpu.workspace.images.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against a hand-written stand-in that keeps to Harbor's published contract. */
class HarborProjectTest {
    private final Registries registries = new Registries(new RegistryProperties(Duration.ofSeconds(30), 2, 1000));

    @Test
    void readsTheTaggedImagesOfOneProjectPageByPage() throws IOException {
        try (HarborContract harbor = new HarborContract()) {
            harbor.artifact("lab/vision/train", "sha256:aa", 3_000_000, "IMAGE", "1", "latest");
            harbor.artifact("lab/vision/train", "sha256:bb", 1, "IMAGE");
            harbor.artifact("lab/vision/train", "sha256:cc", 1, "IMAGE", "2");
            harbor.artifact("lab/chart", "sha256:dd", 1, "CHART", "1");
            harbor.artifact("lab/base", "sha256:ee", 1, "IMAGE", "1");
            harbor.artifact("other/base", "sha256:ff", 1, "IMAGE", "1");
            RegistryAddress address = new RegistryAddress(harbor.url(), "robot$sync", "s3cret");

            assertThat(registries.harbor(address, "lab").read())
                    .containsExactlyInAnyOrder(
                            new FoundImage(address.host() + "/lab/vision/train:1", "sha256:aa", 3),
                            new FoundImage(address.host() + "/lab/vision/train:latest", "sha256:aa", 3),
                            new FoundImage(address.host() + "/lab/vision/train:2", "sha256:cc", 1),
                            new FoundImage(address.host() + "/lab/base:1", "sha256:ee", 1));
            assertThat(harbor.paths()).contains("/api/v2.0/projects/lab/repositories/vision%252Ftrain/artifacts");
            assertThatThrownBy(() -> registries
                            .harbor(new RegistryAddress(harbor.url(), null, null), "lab")
                            .read())
                    .hasMessageContaining("401");
            assertThatThrownBy(() -> registries.oci(address, "").read()).hasMessageContaining("404");
        }
    }
}
