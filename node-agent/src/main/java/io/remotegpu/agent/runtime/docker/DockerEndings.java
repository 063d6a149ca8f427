package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.time.Duration;

/** Ends containers and removes them; fine if that happened already. */
final class DockerEndings {
    private final DockerClient docker;

    DockerEndings(DockerClient docker) {
        this.docker = docker;
    }

    void stop(String containerId, Duration grace) {
        try {
            docker.stopContainerCmd(containerId)
                    .withTimeout(Math.toIntExact(grace.toSeconds()))
                    .exec();
        } catch (NotModifiedException | NotFoundException alreadyStopped) {
            // wanted
        }
    }

    /** With the volumes that have no name; those that have one stay. */
    void remove(String containerId) {
        try {
            docker.removeContainerCmd(containerId)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException alreadyGone) {
            // wanted
        }
    }
}
