package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.DatasetMount.Kind;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Datasets on a real engine: they can be read, never written, and nothing else of the host can be asked for. */
class DockerDatasetsIT extends DockerAgentFixture {
    @BeforeAll
    static void fillTheFolderSetAside() throws IOException {
        Files.createDirectories(folder.resolve("datasets/imagenet"));
        Files.writeString(folder.resolve("datasets/imagenet/README"), "1000 classes");
        Files.createDirectories(folder.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("datasets/out"), folder.resolve("secret"));
    }

    @Test
    void aFolderCanBeReadAndNotWrittenNotEvenByRoot() throws IOException {
        String container = start(new DatasetMount("ds-1", Kind.FOLDER, "imagenet", "/datasets/imagenet"));

        assertThat(inside(container, "cat", "/datasets/imagenet/README").output())
                .isEqualTo("1000 classes");
        assertThat(inside(container, "touch", "/datasets/imagenet/mine").output())
                .contains("Read-only file system");
        assertThat(inside(container, "mount", "-o", "remount,rw", "/datasets/imagenet")
                        .exit())
                .isNotZero();
        assertThat(DockerCommands.inspect(
                        container,
                        "{{range .HostConfig.Mounts}}{{if eq .Target \"/datasets/imagenet\"}}{{json .}}{{end}}{{end}}"))
                .contains("\"ReadOnly\":true", "\"NonRecursive\":true", "\"Propagation\":\"private\"");
        try (var files = Files.list(folder.resolve("datasets/imagenet"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("README");
        }
    }

    @Test
    void aVolumeThatItsOperatorOffersCanBeReadAndNotWritten() {
        String volume = "dataset-" + id;
        Shells.run("docker", "volume", "create", "--label", "io.remotegpu.dataset=true", volume);
        try {
            String container = start(new DatasetMount("ds-2", Kind.VOLUME, volume, "/mnt/coco"));
            assertThat(inside(container, "touch", "/mnt/coco/mine").output()).contains("Read-only file system");
        } finally {
            DockerCommands.containers(id).forEach(one -> Shells.run("docker", "rm", "-f", one));
            Shells.run("docker", "volume", "rm", volume);
        }
    }

    @Test
    void nobodyReadsAnothersHomeAsADataset() {
        String home = "remotegpu-" + id + "-home";
        Shells.run("docker", "volume", "create", "--label", "io.remotegpu.workload=env-other", home);
        try {
            assertThat(refusal(new DatasetMount("ds-3", Kind.VOLUME, home, "/mnt/a")))
                    .satisfies(failed -> assertThat(failed.cause()).isEqualTo(FailureCause.INVALID_WORKLOAD))
                    .satisfies(failed -> assertThat(failed.reason()).contains("is not offered"));
        } finally {
            Shells.run("docker", "volume", "rm", home);
        }
    }

    @Test
    void aLinkOutOfTheFolderLeadsNowhere() {
        ContainerFailed failed = refusal(new DatasetMount("ds-4", Kind.FOLDER, "out", "/datasets/out"));

        assertThat(failed.cause()).isEqualTo(FailureCause.INVALID_WORKLOAD);
        assertThat(failed.reason()).contains("leads out of the datasets folder");
    }

    @Test
    void noDatasetCoversASystemFolder() {
        assertThat(refusal(new DatasetMount("ds-5", Kind.FOLDER, "imagenet", "/etc"))
                        .cause())
                .isEqualTo(FailureCause.INVALID_WORKLOAD);
    }

    private String start(DatasetMount dataset) {
        kafka.send(COMMANDS.start(id, 1, Commands.reading(dataset), port, List.of(), List.of()));
        return first(ContainerStarted.class).containerId();
    }

    private ContainerFailed refusal(DatasetMount dataset) {
        kafka.send(COMMANDS.start(id, 1, Commands.reading(dataset), port, List.of(), List.of()));
        ContainerFailed failed = first(ContainerFailed.class);
        assertThat(DockerCommands.containers(id)).isEmpty();
        return failed;
    }

    private static Shells.Result inside(String container, String... command) {
        return Shells.run(Stream.concat(Stream.of("docker", "exec", "-u", "0", container), Stream.of(command))
                .toArray(String[]::new));
    }
}
