package io.remotegpu.workspace.images.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry of the distribution's packages. */
class OciRegistryIT {
    private static final RegistryProperties TWO_AT_ONCE = new RegistryProperties(Duration.ofSeconds(30), 2, 1000);

    @TempDir
    private Path folder;

    @Test
    void readsEveryTagOfEveryRepositoryPageByPage() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start(folder, "")) {
            Pusher pusher = new Pusher(registry.url(), repository -> "");
            String digest = pusher.push("team/cuda", "12", "cuda");
            for (int i = 0; i < 5; i++) {
                pusher.push("team/cuda", "tag" + i, "cuda " + i);
                pusher.push("other/image" + i, "latest", "x".repeat(1_100_000));
            }
            RegistryAddress address = new RegistryAddress(registry.url(), null, null);

            List<FoundImage> all = new Registries(TWO_AT_ONCE).oci(address, "").read();

            assertThat(all).hasSize(11);
            assertThat(all).contains(new FoundImage(address.host() + "/team/cuda:12", digest, 1));
            assertThat(all)
                    .filteredOn(image -> image.name().endsWith("/other/image3:latest"))
                    .extracting(FoundImage::size)
                    .containsExactly(2L);
            assertThat(new Registries(TWO_AT_ONCE).oci(address, "team/").read()).hasSize(6);
            pusher.delete("other/image1", imageDigest(all, "other/image1"));
            assertThat(new Registries(TWO_AT_ONCE).oci(address, "").read()).hasSize(10);
            assertThatThrownBy(() -> new Registries(new RegistryProperties(Duration.ofSeconds(30), 100, 3))
                            .oci(address, "")
                            .read())
                    .hasMessageContaining("more than 3 images");
        }
    }

    @Test
    void getsTokensWhereTheRegistrySendsItAndSaysWhenTheyAreRefused() throws Exception {
        try (TokenServer tokens = new TokenServer(folder);
                RegistryProcess registry = RegistryProcess.start(folder, tokens.auth())) {
            new Pusher(registry.url(), tokens::bearer).push("team/secret", "1", "hidden");
            Registries registries = new Registries(TWO_AT_ONCE);
            RegistryAddress known = new RegistryAddress(registry.url(), "reader", "s3cret");

            assertThat(registries.oci(known, "").read())
                    .extracting(FoundImage::name)
                    .containsExactly(known.host() + "/team/secret:1");
            assertThat(tokens.scopes).contains("registry:catalog:*", "repository:team/secret:pull");
            assertRefused(registries.oci(new RegistryAddress(registry.url(), "reader", "wrong"), ""), "check username");
            assertRefused(registries.oci(new RegistryAddress(registry.url(), null, null), ""), "check username");
        }
    }

    @Test
    void saysThatNobodyIsThere() {
        RegistryAddress nowhere = new RegistryAddress(URI.create("http://127.0.0.1:1"), null, null);

        assertRefused(new Registries(TWO_AT_ONCE).oci(nowhere, ""), "cannot be reached");
    }

    private static String imageDigest(List<FoundImage> images, String repository) {
        return images.stream()
                .filter(image -> image.name().contains(repository))
                .findFirst()
                .orElseThrow()
                .digest();
    }

    private static void assertRefused(ImageSource source, String words) {
        assertThatThrownBy(source::read).isInstanceOfSatisfying(PlatformException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.REGISTRY_ERROR);
            assertThat(refusal).hasMessageContaining(words);
        });
    }
}
