package io.remotegpu.agent.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Headers byte by byte, of which whoever unpacks would read something else than a careless guard does. */
class ArchiveDialectTest {
    private static final String POSIX = "ustar\00000";
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ArchiveDialectTest() {
        header("home/", '5', 0, POSIX, "");
    }

    @Test
    void takesWhatIsSaidInTheOneDialect() throws IOException {
        header("x", '0', 3, POSIX, "home");
        stored("abc");
        header("home/a/", '5', 0, POSIX, "");

        assertThat(guarded()).isEqualTo(bytes.toByteArray());
    }

    /** What it stores would be read as headers: devices, links, anything. */
    @Test
    void refusesAPlainFileThatEndsLikeAFolder() {
        header("home/x/", '0', 512, POSIX, "");
        stored("a header of its own");

        assertThatThrownBy(this::guarded).hasMessageContaining("home/x").hasMessageContaining("is none");
    }

    /** There the prefix is no part of the name: this one is x, outside. */
    @Test
    void refusesOtherDialectsInWhichAnotherNameWouldBeRead() {
        header("x", '0', 0, "ustar  \0", "home");

        assertThatThrownBy(this::guarded).hasMessageContaining("another dialect");
    }

    @Test
    void refusesOtherDialectsAlsoWhereTheyOnlyTellOfTheNextFile() {
        header("home/PaxHeaders/x", 'x', 15, "\0\0\0\0\0\0\0\0", "");
        stored("15 path=home/x\n");

        assertThatThrownBy(this::guarded).hasMessageContaining("another dialect");
    }

    /** Whoever unpacks reads as far as the NUL: home/x is made, and what was looked at is another. */
    @Test
    void refusesNamesOfWhichOthersReadTheBeginning() {
        header("home/PaxHeaders/x", 'x', 19, POSIX, "");
        stored("19 path=home/x\0/yz\n");
        header("home/x", '0', 0, POSIX, "");

        assertThatThrownBy(this::guarded).hasMessageContaining("read the beginning");
    }

    /** Two bytes that are no UTF-8 each are two folders: what lies in the second did not come with it. */
    @Test
    void tellsNamesApartThatAreNoUtf8() {
        header("home/\u00fe/", '5', 0, POSIX, "");
        header("home/\u00ff/x", '0', 0, POSIX, "");

        assertThatThrownBy(this::guarded).hasMessageContaining("did not come");
    }

    private void header(String name, char kind, int size, String magic, String prefix) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        put(header, 156, Character.toString(kind));
        put(header, 257, magic);
        put(header, 345, prefix);
        int sum = 0;
        for (byte one : header) {
            sum += Byte.toUnsignedInt(one);
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        bytes.writeBytes(header);
    }

    private void stored(String text) {
        bytes.writeBytes(Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), 512));
    }

    private static void put(byte[] header, int at, String text) {
        byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(plain, 0, header, at, plain.length);
    }

    private byte[] guarded() throws IOException {
        byte[] whole = Arrays.copyOf(bytes.toByteArray(), bytes.size() + 1024);
        byte[] seen = new ArchiveGuard(new ByteArrayInputStream(whole), Set.of("home")).readAllBytes();
        return Arrays.copyOf(seen, bytes.size());
    }
}
