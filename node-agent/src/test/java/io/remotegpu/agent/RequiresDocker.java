package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.remotegpu.agent.runtime.docker.DockerEngine;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips where no engine answers, and fails instead where {@code REMOTEGPU_REQUIRE_DOCKER=true} promises one. */
public final class RequiresDocker implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        boolean ready = DockerEngine.answers()
                && Shells.run("docker", "image", "inspect", Commands.BASE_IMAGE).exit() == 0;
        String missing = "no Docker engine answers, or it lacks " + Commands.BASE_IMAGE + " (./dev images builds it)";
        if (Boolean.parseBoolean(System.getenv("REMOTEGPU_REQUIRE_DOCKER"))) {
            assertThat(ready).as(missing).isTrue();
        }
        assumeTrue(ready, missing);
    }
}
