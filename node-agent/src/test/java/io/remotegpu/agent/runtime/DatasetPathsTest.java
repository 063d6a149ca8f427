package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.Commands;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.DatasetMount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetPathsTest {
    @ParameterizedTest
    @ValueSource(strings = {"/datasets/imagenet", "/mnt/a/b-2/c_3.d", "/datasets/_x"})
    void allowsPathsBelowTheTwoFoldersForIt(String path) {
        assertThatCode(() -> DatasetPaths.check(Commands.reading(at(path)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/datasets",
                "/datasets/",
                "/datasets//a",
                "/datasets/a/",
                "/datasets/..",
                "/datasets/../etc",
                "/datasets/a/../../etc",
                "/datasets/.ssh",
                "/datasets/./a",
                "/etc",
                "/usr/bin",
                "/home/dev/data",
                "/run/remotegpu",
                "/mnt2/a",
                "datasets/a",
                "/datasets/a:ro",
                "/datasets/a,b",
                "/datasets/a b",
                "/datasets/a\n/etc",
                "/datasets/a\u0000",
                "/datasets/数据"
            })
    void refusesEveryOtherPath(String path) {
        assertThatThrownBy(() -> DatasetPaths.check(Commands.reading(at(path)))).isInstanceOf(PlatformException.class);
    }

    @Test
    void refusesPathsThatAreTooLong() {
        assertThatThrownBy(() -> DatasetPaths.check(Commands.reading(at("/mnt/" + "a".repeat(255)))))
                .hasMessageContaining("cannot appear");
    }

    @Test
    void refusesOneDatasetInsideAnotherAndTwoAtOnePath() {
        assertThatThrownBy(() -> DatasetPaths.check(Commands.reading(at("/mnt/a"), at("/mnt/a/b"))))
                .hasMessageContaining("in or above");
        assertThatThrownBy(() -> DatasetPaths.check(Commands.reading(at("/mnt/a"), at("/mnt/a"))))
                .hasMessageContaining("in or above");
        assertThatCode(() -> DatasetPaths.check(Commands.reading(at("/mnt/a"), at("/mnt/ab"))))
                .doesNotThrowAnyException();
    }

    private static DatasetMount at(String path) {
        return new DatasetMount("ds-1", DatasetMount.Kind.FOLDER, "a", path);
    }
}
