package io.remotegpu.agent.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PieceSealTest {
    private static final byte[] PLAIN = "files".getBytes();
    private final Arrival arrival = Arrival.of(new WorkloadId("env-1"), 7);

    @Test
    void isOpenedByTheHostThatItIsFor() throws IOException {
        PieceSeal seal = seal();
        byte[] sealed = seal.seal(1, false, PLAIN, PLAIN.length);

        assertThat(new String(sealed)).doesNotContain("files");
        assertThat(opener(seal).open(1, false, sealed)).isEqualTo(PLAIN);
    }

    @Test
    void isNotOpenedByAnotherHostNorForAnotherMove() throws IOException {
        PieceSeal seal = seal();
        byte[] sealed = seal.seal(1, false, PLAIN, PLAIN.length);
        Arrival other = Arrival.of(new WorkloadId("env-1"), 7);

        assertThatThrownBy(
                        () -> PieceSeal.from(7, other.opener(), seal.header()).open(1, false, sealed))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> PieceSeal.from(8, arrival.opener(), seal.header()).open(1, false, sealed))
                .isInstanceOf(IOException.class);
    }

    @Test
    void isNotOpenedInAnotherPlaceNorAsTheEnd() throws IOException {
        PieceSeal seal = seal();
        byte[] sealed = seal.seal(1, false, PLAIN, PLAIN.length);

        assertThatThrownBy(() -> opener(seal).open(2, false, sealed)).hasMessage("piece 2 is not what was sealed");
        assertThatThrownBy(() -> opener(seal).open(1, true, sealed)).hasMessage("piece 1 is not what was sealed");
    }

    @Test
    void refusesWhatIsNoKey() {
        assertThatThrownBy(() -> PieceSeal.to(7, new byte[44])).hasMessage("the key of the other host is none");
        assertThatThrownBy(() -> PieceSeal.from(7, arrival.opener(), new byte[] {1}))
                .isInstanceOf(IOException.class);
    }

    private PieceSeal seal() throws IOException {
        return PieceSeal.to(7, Base64.getDecoder().decode(arrival.key()));
    }

    private PieceSeal opener(PieceSeal seal) throws IOException {
        return PieceSeal.from(7, arrival.opener(), seal.header());
    }
}
