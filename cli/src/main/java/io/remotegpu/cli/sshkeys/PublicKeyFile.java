package io.remotegpu.cli.sshkeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A key as OpenSSH writes it in one line: type, key, comment. */
record PublicKeyFile(Path path, String text) {
    private static final List<String> USUAL_NAMES =
            List.of("id_ed25519.pub", "id_ed25519_sk.pub", "id_ecdsa.pub", "id_ecdsa_sk.pub", "id_rsa.pub");

    static PublicKeyFile first(Path folder) {
        return USUAL_NAMES.stream()
                .map(folder::resolve)
                .filter(Files::isReadable)
                .findFirst()
                .map(PublicKeyFile::read)
                .orElseThrow(() -> new IllegalArgumentException("there is no public key in " + folder
                        + ": make one with ssh-keygen -t ed25519, or name a file"));
    }

    static PublicKeyFile read(Path path) {
        try {
            String text = Files.readString(path).strip();
            if (text.contains("PRIVATE KEY")) {
                throw new IllegalArgumentException(
                        path + " is a private key and stays on this machine: name the .pub file beside it");
            }
            if (text.lines().count() != 1 || text.split("\\s+").length < 2) {
                throw new IllegalArgumentException(
                        path + " is no public key: it should be one line such as ssh-ed25519 AAAA… name");
            }
            return new PublicKeyFile(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** The key's own comment, or the file's name. */
    String comment() {
        String[] parts = text.split("\\s+", 3);
        return parts.length == 3 ? parts[2] : String.valueOf(path.getFileName()).replaceFirst("\\.pub$", "");
    }
}
