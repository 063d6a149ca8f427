package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import io.remotegpu.agent.runtime.PullProgress;
import io.remotegpu.agent.runtime.SnapshotImage;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pulls an image only if it is not on the host: a local image needs no registry. */
final class DockerImages {
    private final DockerClient docker;

    DockerImages(DockerClient docker) {
        this.docker = docker;
    }

    void ensure(String image, BooleanSupplier cancelled) {
        ensure(image, cancelled, progress -> {});
    }

    /** @param progress told every few seconds while it is pulled */
    void ensure(String image, BooleanSupplier cancelled, Consumer<PullProgress> progress) {
        if (!isPresent(image)) {
            if (SnapshotImage.isReference(image)) {
                throw unavailable(image, "it is a snapshot, and this host does not have it");
            }
            pull(image, cancelled, progress);
            isPresent(image);
        }
    }

    private boolean isPresent(String image) {
        try {
            InspectImageResponse found = docker.inspectImageCmd(image).exec();
            refuseBorrowedSnapshot(image, found.getConfig());
            return true;
        } catch (NotFoundException absent) {
            return false;
        } catch (DockerException refused) {
            throw unavailable(image, refused.getMessage());
        }
    }

    private void pull(String image, BooleanSupplier cancelled, Consumer<PullProgress> progress) {
        try (Pull pull = docker.pullImageCmd(tagged(image)).exec(new Pull())) {
            while (!pull.awaitEnd()) {
                giveUpIf(cancelled, pull);
                pull.tell(progress);
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

    /** An id, or part of one, names an image as well as its reference does: nobody gets a snapshot by guessing. */
    private static void refuseBorrowedSnapshot(String image, @Nullable ContainerConfig config) {
        Map<String, String> labels = config == null ? null : config.getLabels();
        String snapshot = labels == null ? null : labels.get(DockerLabels.SNAPSHOT);
        if (snapshot != null && !image.equals(SnapshotImage.reference(new SnapshotId(snapshot)))) {
            throw new WorkloadFailure(
                            FailureCause.INVALID_WORKLOAD,
                            "image " + image + " is somebody's snapshot: start from the snapshot instead")
                    .asException();
        }
    }

    /** Without a tag the engine would pull every tag of the repository. */
    private static String tagged(String image) {
        String lastPart = image.substring(image.lastIndexOf('/') + 1);
        return lastPart.contains(":") || lastPart.contains("@") ? image : image + ":latest";
    }

    private static RuntimeException unavailable(String image, @Nullable String words) {
        return new WorkloadFailure(
                        FailureCause.IMAGE_UNAVAILABLE,
                        "image " + image + " is not available: " + EngineWords.of(words))
                .asException();
    }

    /** The client's own way of waiting would end the pull as soon as its time is over. */
    private static final class Pull extends PullImageResultCallback {
        private static final int LOOK_MILLIS = 200;
        private static final Duration BETWEEN_TELLINGS = Duration.ofSeconds(3);

        private final CountDownLatch over = new CountDownLatch(1);
        private final PullState state = new PullState();
        private long toldNanos = System.nanoTime();
        private PullProgress told = state.progress();

        boolean awaitEnd() throws InterruptedException {
            if (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            awaitCompletion();
            return true;
        }

        /** Now and then, and only what is new. */
        void tell(Consumer<PullProgress> progress) {
            PullProgress now = state.progress();
            if (System.nanoTime() - toldNanos >= BETWEEN_TELLINGS.toNanos() && !now.equals(told)) {
                toldNanos = System.nanoTime();
                told = now;
                progress.accept(now);
            }
        }

        @Override
        public void onNext(PullResponseItem item) {
            super.onNext(item);
            ProgressDetail detail = item.getProgressDetail();
            state.see(
                    item.getId(),
                    item.getStatus(),
                    detail == null ? null : detail.getCurrent(),
                    detail == null ? null : detail.getTotal());
        }

        @Override
        public void onComplete() {
            super.onComplete();
            over.countDown();
        }

        @Override
        public void onError(Throwable failure) {
            super.onError(failure);
            over.countDown();
        }
    }
}
