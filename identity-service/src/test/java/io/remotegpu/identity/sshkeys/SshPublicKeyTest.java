package io.remotegpu.identity.sshkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshPublicKeyTest {
    // spotless:off
    private static final String ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAgaoS1enT6A52dxI2aUmNFSNr62nNvdnvQ19+EZr0yz ada@laptop";
    private static final String RSA_2048 = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCW40AsiDcpAVHXE9EPmgBoaM6WG8ow67L5QtEtkRoKfmZEkF9wI6x5OOsj6sIyWdnTgC7+D1jm2kEjXQ/0FsUXzjQEQe+X7/w68htEh5rY9l0Sf8OX5F8+udEjM7W8HGe9N5U6LSf8wGL8Y1JjYR9UtpO7VpmHF3OLicBfAzh1Z6Xad1mTULpPA9bDyUEHM32IFUr+eEy5GdS9SuupmA/C/FqdMgS9KhLhMgW0UDcpu8Jo8W/+0lLSailx9XR9+nNw+QKTnzTGED+GWX5dUiB6Ckrh5k3DfY0lGFBf80WYCPmFr4yxTLueB7+Fcd98hq8yjfnXmTpXkP02VUdSpEV9 r";
    private static final String RSA_1024 = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDYdryl6jzgGvTqZEx8Ac5wb+lFyAIr3ibFMu9gR5FvqeMeuLKY3+NvpBtRVHM5PdrEh4liMjSIwuOQdhUDRHgxWCBFRUnamODqdhHrIyl0+4stM1V1lBOqJKdV9e6vFiS8VpAH3DlNIQLxk96ES045tNcBdcRIJdmukISEap45KQ== r";
    private static final String ECDSA_384 = "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBKK0xJ8G0jzrQfXXCIvjt7gma8aULB8GOCeLbJcHnLuRbuSxnlR98EIG/t+f5owFBggpmAe9kPgBEPiXzJ71ybtd9+sRUrW9WIxs7GZ8smTyReXZzflZ8nn+eDtWxiofgg== e";
    // spotless:on

    @Test
    void showsTheFingerprintThatSshKeygenShows() {
        assertThat(SshPublicKey.parse(ED25519).fingerprint())
                .isEqualTo("SHA256:S9Dp007Apb7vR3/xOT9gvqIFlxM5ZH2xvsQH4awlvu0");
        assertThat(SshPublicKey.parse(ECDSA_384).fingerprint())
                .isEqualTo("SHA256:rAPbwpEtOwCWmlYSG2L+RGfqSm64pmKlQk3qURMTZgw");
    }

    @Test
    void keepsTheCommentApart() {
        SshPublicKey key = SshPublicKey.parse("  " + ED25519 + "\n");
        assertThat(key.comment()).isEqualTo("ada@laptop");
        assertThat(key.line()).isEqualTo(ED25519.replace(" ada@laptop", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {ED25519, RSA_2048, ECDSA_384})
    void acceptsWhatIsSafeToday(String line) {
        assertThat(SshPublicKey.parse(line).type()).isNotEmpty();
    }

    @Test
    void refusesShortRsaKeysWithTheirLength() {
        assertThatThrownBy(() -> SshPublicKey.parse(RSA_1024)).hasMessageContaining("1024 bits");
    }

    @Test
    void warnsWhoeverSendsAPrivateKey() {
        assertThatThrownBy(() -> SshPublicKey.parse("-----BEGIN OPENSSH PRIVATE KEY-----\nabc"))
                .hasMessageContaining("must never leave your machine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-dss AAAAB3NzaC1kc3MAAACBAA==",
                "ssh-ed25519 ====",
                "command=\"rm\" " + ED25519,
                ED25519 + "\n" + ED25519,
                ED25519 + "\u0000"
            })
    void refusesWhatIsNoKey(String line) {
        assertThatThrownBy(() -> SshPublicKey.parse(line)).hasMessageStartingWith("public_key ");
    }

    @Test
    void refusesAKeyThatIsCutOffOrWearsAnotherName() {
        assertThatThrownBy(() -> SshPublicKey.parse(RSA_2048.substring(0, 200))).hasMessageContaining("cut off");
        assertThatThrownBy(() -> SshPublicKey.parse(ED25519.replaceFirst("ssh-ed25519", "ssh-rsa")))
                .hasMessageContaining("damaged");
    }
}
