package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Runs helpers, one for a workload at a time. They carry the platform's label and no workload's, so that nobody takes them for one. */
final class DockerHelpers {
    private final DockerClient docker;
    private final DockerLabels labels;

    DockerHelpers(DockerClient docker, DockerLabels labels) {
        this.docker = docker;
        this.labels = labels;
    }

    /** Writes what it prints, no faster than that is taken. */
    void read(WorkloadId workload, HelperContainer helper, OutputStream into) throws IOException {
        run(
                workload,
                helper,
                false,
                (id, talk) -> docker.attachContainerCmd(id)
                        .withStdOut(true)
                        .withStdErr(true)
                        .withFollowStream(true)
                        .exec(talk),
                new HelperTalk(into));
    }

    /** Gives it that to read. Where the parts broke off, that is the reason, whatever the helper made of it. */
    void feed(WorkloadId workload, HelperContainer helper, AnnouncedParts parts) throws IOException {
        IOException unwilling = null;
        try {
            run(
                    workload,
                    helper,
                    true,
                    (id, talk) -> docker.attachContainerCmd(id)
                            .withStdIn(parts)
                            .withStdOut(true)
                            .withStdErr(true)
                            .withFollowStream(true)
                            .exec(talk),
                    new HelperTalk(OutputStream.nullOutputStream()));
        } catch (IOException refused) {
            unwilling = refused;
        }
        if (unwilling != null && !parts.brokeOff()) {
            throw unwilling;
        }
        parts.requireWhole();
    }

    /** Fine if there is none. */
    void remove(WorkloadId workload) {
        try {
            docker.removeContainerCmd(name(workload)).withForce(true).exec();
        } catch (NotFoundException absent) {
            // wanted
        }
    }

    private interface Attaching {
        void attach(String id, HelperTalk talk);
    }

    private void run(WorkloadId workload, HelperContainer helper, boolean fed, Attaching attaching, HelperTalk talk)
            throws IOException {
        remove(workload);
        try {
            String id = create(workload, helper, fed);
            attaching.attach(id, talk);
            talk.awaitAttached();
            docker.startContainerCmd(id).exec();
            talk.awaitEnd();
            int status = docker.waitContainerCmd(id)
                    .exec(new WaitContainerResultCallback())
                    .awaitStatusCode();
            if (status != 0) {
                throw new IOException("tar: " + talk.complaints() + " (status " + status + ")");
            }
        } catch (DockerException refused) {
            throw new IOException(EngineWords.of(refused.getMessage()), refused);
        } finally {
            talk.close();
            remove(workload);
        }
    }

    private String create(WorkloadId workload, HelperContainer helper, boolean fed) {
        return docker.createContainerCmd(helper.image())
                .withName(name(workload))
                .withLabels(Map.copyOf(labels.ofPlatform()))
                .withEntrypoint(helper.command())
                .withCmd()
                .withUser("0")
                .withAttachStdin(fed)
                .withStdinOpen(fed)
                .withStdInOnce(fed)
                .withHostConfig(helper.limits())
                .exec()
                .getId();
    }

    private String name(WorkloadId workload) {
        return "remotegpu-" + labels.platformId() + "-moving-" + workload;
    }
}
