package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFoldersTest {
    @TempDir
    Path folder;

    private Path root;
    private DatasetFolders datasets;

    @BeforeEach
    void setAside() throws IOException {
        root = Files.createDirectories(folder.resolve("offered"));
        Files.createDirectories(root.resolve("imagenet/2012"));
        Files.createDirectories(folder.resolve("secret"));
        Files.createDirectories(folder.resolve("offered-not"));
        Files.writeString(root.resolve("file"), "no folder");
        Files.createSymbolicLink(root.resolve("out"), folder.resolve("secret"));
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("beside"), folder.resolve("offered-not"));
        Files.createSymbolicLink(root.resolve("self"), root);
        Files.createSymbolicLink(root.resolve("latest"), root.resolve("imagenet/2012"));
        datasets = new DatasetFolders(root);
    }

    @Test
    void findsFoldersBelowTheOneSetAsideAlsoByLinksThatStayThere() throws IOException {
        Path real = root.resolve("imagenet/2012").toRealPath();

        assertThat(datasets.resolve(from("imagenet/2012"))).isEqualTo(real);
        assertThat(datasets.resolve(from("latest"))).isEqualTo(real);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../secret",
                "imagenet/../../secret",
                "imagenet/..",
                "./imagenet",
                "/etc",
                "out",
                "out/..",
                "up",
                "up/secret",
                "beside",
                "self",
                "file",
                "a\u0000b"
            })
    void letsNobodyOut(String source) {
        assertThatThrownBy(() -> datasets.resolve(from(source)))
                .isInstanceOfSatisfying(PlatformException.class, refused -> assertThat(
                                WorkloadFailure.of(refused).cause())
                        .isEqualTo(FailureCause.INVALID_WORKLOAD));
    }

    @Test
    void sendsElsewhereWhoAsksForWhatThisHostDoesNotHave() {
        assertThatThrownBy(() -> datasets.resolve(from("coco")))
                .isInstanceOfSatisfying(PlatformException.class, refused -> assertThat(
                                WorkloadFailure.of(refused).cause())
                        .isEqualTo(FailureCause.HOST_ERROR));
        assertThatThrownBy(() -> new DatasetFolders(null).resolve(from("imagenet")))
                .hasMessageContaining("--datasets-dir");
    }

    @Test
    void anOperatorCannotOfferTheWholeHostOrWhatIsNotThere() {
        assertThatThrownBy(() -> new DatasetFolders(Path.of("/"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DatasetFolders(folder.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DatasetMount from(String source) {
        return new DatasetMount("ds-1", DatasetMount.Kind.FOLDER, source, "/datasets/a");
    }
}
