package io.remotegpu.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of a lab's own, made with the JDK's keytool, and a server that it vouches for. */
final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path all;

    Certificates(Path folder) {
        this.folder = folder;
        this.all = folder.resolve("authorities.p12");
        make("lab", "-ext", "bc:c");
        make("another", "-ext", "bc:c");
        make("server", "-signer", "lab", "-ext", "SAN=IP:127.0.0.1");
    }

    /** The certificate of {@code lab}, which signs, or of {@code another}, as PEM. */
    String authority(String name) throws GeneralSecurityException, IOException {
        byte[] encoded = open().getCertificate(name).getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
    }

    /** A key store with the server's key alone. */
    Path server() throws GeneralSecurityException, IOException {
        KeyStore made = open();
        KeyStore alone = KeyStore.getInstance("PKCS12");
        alone.load(null, null);
        alone.setKeyEntry(
                "server",
                made.getKey("server", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                made.getCertificateChain("server"));
        Path file = folder.resolve("server.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            alone.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private KeyStore open() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(all)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void make(String alias, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-keystore",
                all.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Shells.Result made = Shells.run(command);
        if (made.exit() != 0) {
            throw new IllegalStateException(made.output());
        }
    }
}
