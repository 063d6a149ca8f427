package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;

/** The one image that a directory with a shell can pass for. */
final class KnownImage {
    private static final String NAME = "remotegpu/env-base";

    private KnownImage() {}

    static void require(String image) {
        if (!image.matches(NAME + "(:[A-Za-z0-9._-]+)?")) {
            throw new WorkloadFailure(
                            FailureCause.IMAGE_UNAVAILABLE,
                            "image " + image + " is not available: this host has no container engine and offers " + NAME
                                    + " only, as a directory with a shell")
                    .asException();
        }
    }
}
