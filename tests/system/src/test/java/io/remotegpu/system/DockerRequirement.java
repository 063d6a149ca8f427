package io.remotegpu.system;

import org.junit.jupiter.api.Assumptions;

/** Where an engine is promised its absence fails the test; elsewhere the test is reported as skipped. */
final class DockerRequirement {
    private DockerRequirement() {}

    static void check() {
        boolean answers = ContainerEngine.answers();
        if (!answers && Boolean.parseBoolean(System.getenv("REMOTEGPU_REQUIRE_DOCKER"))) {
            throw new AssertionError(
                    "REMOTEGPU_REQUIRE_DOCKER is set and no container engine answers: start one, or see ./dev doctor");
        }
        Assumptions.assumeTrue(answers, "no container engine answers: ./dev doctor says how to get one");
    }
}
