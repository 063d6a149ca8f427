package io.remotegpu.workspace.images.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a registry that gives tokens to who knows the password, as the distribution's token specification has it. */
final class TokenServer implements AutoCloseable {
    static final String PASSWORD = "reader:s3cret";
    private static final Pattern SCOPE = Pattern.compile("(\\w+):([^:]+):(.*)");
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final HttpServer server;
    private final PrivateKey key;
    private final Certificate certificate;
    private final Path bundle;
    final Collection<String> scopes = new ConcurrentLinkedQueue<>();

    TokenServer(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("token.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "token",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=token",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no key");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD);
        }
        key = (PrivateKey) keys.getKey("token", STORE_PASSWORD);
        certificate = keys.getCertificate("token");
        bundle = Files.writeString(
                folder.resolve("token.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    /** What the registry must know to trust it. */
    String auth() {
        return "auth: {token: {realm: \"http://127.0.0.1:%d/token\", service: test-registry, issuer: test, rootcertbundle: %s}}"
                .formatted(server.getAddress().getPort(), bundle);
    }

    /** A header that allows everything in a repository. */
    String bearer(String repository) {
        return "Bearer " + token("repository", repository, "\"pull\",\"push\",\"delete\"");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String expected = "Basic " + Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
            boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String scope = scope(exchange.getRequestURI().getRawQuery());
            scopes.add(scope);
            Matcher matcher = SCOPE.matcher(scope);
            String token = matcher.matches()
                    ? token(
                            matcher.group(1),
                            matcher.group(2),
                            "\"" + matcher.group(3).replace(",", "\",\"") + "\"")
                    : "";
            byte[] body = ("{\"token\":\"" + token + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String scope(String query) {
        for (String pair : query.split("&")) {
            if (pair.startsWith("scope=")) {
                return URLDecoder.decode(pair.substring("scope=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private String token(String type, String name, String actions) {
        try {
            long now = Instant.now().getEpochSecond();
            String header = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"x5c\":[\"%s\"]}"
                    .formatted(Base64.getEncoder().encodeToString(certificate.getEncoded())));
            String claims =
                    encode("""
                    {"iss":"test","sub":"reader","aud":"test-registry","exp":%d,"nbf":%d,"iat":%d,"jti":"%s",
                    "access":[{"type":"%s","name":"%s","actions":[%s]}]}""".formatted(now + 300, now - 10, now - 10, UUID.randomUUID(), type, name, actions));
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(key);
            rsa.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return header + "." + claims + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(rsa.sign());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("cannot sign a token", failure);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
