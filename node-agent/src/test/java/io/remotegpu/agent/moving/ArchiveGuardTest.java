package io.remotegpu.agent.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveGuardTest {
    private static final Set<String> VOLUMES = Set.of("home", "data");
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, "UTF-8");

    ArchiveGuardTest() {
        archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        archive.setAddPaxHeadersForNonAsciiNames(true);
    }

    @Test
    void handsOnEveryByteOfAnArchiveThatStaysWithinItsVolumes() throws IOException {
        folder("home/");
        folder("home/a/");
        file("home/a/" + "long".repeat(60), 100_000);
        folder("home/a/b/");
        file("home/a/b/ü\n", 0);
        link("home/a/out", "/etc/passwd", TarConstants.LF_SYMLINK);
        file("home/after", 513);
        link("home/hard", "home/after", TarConstants.LF_LINK);
        folder("data/");

        assertThat(guarded()).isEqualTo(bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "home/../../x",
                "/etc/x",
                "home/a/../../../x",
                "other/x",
                "x",
                "home//x",
                "./home/x",
                "home/./x"
            })
    void refusesNamesThatLeadElsewhereBeforeAnyoneSeesThem(String name) throws IOException {
        folder("home/");
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setName(name);
        entry.setSize(3);
        archive.putArchiveEntry(entry);
        archive.write("bad".getBytes());
        archive.closeArchiveEntry();

        var seen = new ByteArrayOutputStream();
        assertThatThrownBy(() -> guard().transferTo(seen)).hasMessageContaining("the archive is refused");
        assertThat(seen.size()).isLessThanOrEqualTo(512);
    }

    @Test
    void refusesWhatGoesThroughALink() throws IOException {
        folder("home/");
        link("home/etc", "/etc", TarConstants.LF_SYMLINK);
        file("home/etc/passwd", 1);

        assertThatThrownBy(this::guarded)
                .hasMessageContaining("home/etc/passwd")
                .hasMessageContaining("did not come");
    }

    @Test
    void refusesWhatGoesThroughALinkThatTookThePlaceOfAFolder() throws IOException {
        folder("home/");
        folder("home/etc/");
        link("home/etc", "/etc", TarConstants.LF_SYMLINK);
        file("home/etc/passwd", 1);

        assertThatThrownBy(this::guarded).hasMessageContaining("did not come");
    }

    @Test
    void refusesAVolumeThatIsALink() throws IOException {
        link("home", "/etc", TarConstants.LF_SYMLINK);

        assertThatThrownBy(this::guarded).hasMessageContaining("lies in no volume");
    }

    @Test
    void refusesHardLinksToWhatLiesOutside() throws IOException {
        folder("home/");
        link("home/shadow", "../etc/shadow", TarConstants.LF_LINK);

        assertThatThrownBy(this::guarded).hasMessageContaining("would leave its volume");
    }

    @Test
    void refusesDevices() throws IOException {
        folder("home/");
        link("home/disk", "", TarConstants.LF_BLK);

        assertThatThrownBy(this::guarded).hasMessageContaining("of the unknown kind '4'");
    }

    /** What a library would expand or keep is neither expanded nor kept. */
    @Test
    void isNotKeptBusyByAFileThatIsAllHolesNorByNamesWithoutEnd() throws IOException {
        folder("home/");
        TarArchiveEntry hole = new TarArchiveEntry("home/GNUSparseFile.1/x");
        hole.addPaxHeader("GNU.sparse.major", "1");
        hole.addPaxHeader("GNU.sparse.minor", "0");
        hole.addPaxHeader("GNU.sparse.name", "home/x");
        hole.addPaxHeader("GNU.sparse.realsize", "900000000000000");
        hole.setSize(512);
        archive.putArchiveEntry(hole);
        archive.write(new byte[512]);
        archive.closeArchiveEntry();
        assertThat(guarded()).isEqualTo(bytes.toByteArray());

        var endless = new TarArchiveEntry("home/y");
        endless.addPaxHeader("SCHILY.xattr.user.x", "x".repeat(2_000_000));
        var other = new ByteArrayOutputStream();
        try (var second = new TarArchiveOutputStream(other, "UTF-8")) {
            second.putArchiveEntry(endless);
            second.closeArchiveEntry();
        }
        assertThatThrownBy(
                        () -> new ArchiveGuard(new ByteArrayInputStream(other.toByteArray()), VOLUMES).readAllBytes())
                .hasMessageContaining("bytes tell of one file");
    }

    @Test
    void goesByTheNameThatASparseFileWillHave() throws IOException {
        folder("home/");
        TarArchiveEntry sly = new TarArchiveEntry("home/x");
        sly.addPaxHeader("GNU.sparse.name", "../x");
        archive.putArchiveEntry(sly);
        archive.closeArchiveEntry();

        assertThatThrownBy(this::guarded).hasMessageContaining("would leave its volume");
    }

    @Test
    void doesNotTakeTheFirstHalfForTheWhole() throws IOException {
        folder("home/");
        file("home/large", 10_000);
        archive.close();
        byte[] half = Arrays.copyOf(bytes.toByteArray(), 5_000);

        assertThatThrownBy(() -> new ArchiveGuard(new ByteArrayInputStream(half), VOLUMES).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    private ArchiveGuard guard() throws IOException {
        archive.close();
        return new ArchiveGuard(new ByteArrayInputStream(bytes.toByteArray()), VOLUMES);
    }

    /** What is handed on; the last block of zeros may be left out. */
    private byte[] guarded() throws IOException {
        byte[] seen = guard().readAllBytes();
        return Arrays.copyOf(seen, bytes.size());
    }

    private void folder(String name) throws IOException {
        archive.putArchiveEntry(new TarArchiveEntry(name));
        archive.closeArchiveEntry();
    }

    private void file(String name, int size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        archive.putArchiveEntry(entry);
        archive.write("x".repeat(size).getBytes());
        archive.closeArchiveEntry();
    }

    private void link(String name, String to, byte kind) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(to);
        archive.putArchiveEntry(entry);
        archive.closeArchiveEntry();
    }
}
