package io.remotegpu.agent.sessions;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys as OpenSSH names them in its log: {@code SHA256:…}. */
final class KeyPrint {
    /** Every key begins with the length of the name of its kind. */
    private static final String FIRST = "AAAA";

    private KeyPrint() {}

    /** @param authorizedKeys lines of an {@code authorized_keys} file; what is no key is passed over */
    static Set<String> of(List<String> authorizedKeys) {
        return authorizedKeys.stream()
                .map(KeyPrint::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> of(String line) {
        return Arrays.stream(line.split("\\s+"))
                .filter(word -> word.startsWith(FIRST))
                .findFirst()
                .flatMap(KeyPrint::print);
    }

    private static Optional<String> print(String base64) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return Optional.of("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
