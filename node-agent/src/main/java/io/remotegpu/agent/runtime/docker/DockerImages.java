package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Pulls an image only if it is not on the host: a local image needs no registry. */
final class DockerImages {
    private final DockerClient docker;

    DockerImages(DockerClient docker) {
        this.docker = docker;
    }

    void ensure(String image, BooleanSupplier cancelled) {
        if (!isPresent(image)) {
            pull(image, cancelled);
        }
    }

    private boolean isPresent(String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        } catch (DockerException refused) {
            throw unavailable(image, refused.getMessage());
        }
    }

    private void pull(String image, BooleanSupplier cancelled) {
        try (PullImageResultCallback pull = docker.pullImageCmd(tagged(image)).exec(new PullImageResultCallback())) {
            while (!pull.awaitCompletion(200, TimeUnit.MILLISECONDS)) {
                giveUpIf(cancelled, pull);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(image, "interrupted while pulling");
        } catch (IOException | DockerException e) {
            throw unavailable(image, e.getMessage());
        } catch (RuntimeException e) {
            throw WorkloadFailure.of(e).cause() == FailureCause.CANCELLED ? e : unavailable(image, e.getMessage());
        }
    }

    private static void giveUpIf(BooleanSupplier cancelled, Closeable pull) throws IOException {
        if (cancelled.getAsBoolean()) {
            pull.close();
            throw new WorkloadFailure(FailureCause.CANCELLED, "stopped while its image was pulled").asException();
        }
    }

    /** Without a tag the engine would pull every tag of the repository. */
    private static String tagged(String image) {
        String lastPart = image.substring(image.lastIndexOf('/') + 1);
        return lastPart.contains(":") || lastPart.contains("@") ? image : image + ":latest";
    }

    private static RuntimeException unavailable(String image, @org.jspecify.annotations.Nullable String words) {
        return new WorkloadFailure(
                        FailureCause.IMAGE_UNAVAILABLE,
                        "image " + image + " is not available: " + EngineWords.of(words))
                .asException();
    }
}
