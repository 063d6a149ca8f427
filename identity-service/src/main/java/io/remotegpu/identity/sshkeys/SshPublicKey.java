package io.remotegpu.identity.sshkeys;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key that was looked into and may be put into an {@code authorized_keys} file: one line, no options, of a kind that is safe
 * today.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key proper
 * @param comment what followed it, empty if nothing did
 */
record SshPublicKey(String type, String base64, String comment) {
    private static final Pattern LINE = Pattern.compile("([a-z0-9@.-]+) +([A-Za-z0-9+/]+={0,2})(?: +(\\P{Cntrl}*))?");

    /** @throws PlatformException VALIDATION_FAILED on {@code public_key}, saying what is wrong with it */
    static SshPublicKey parse(String text) {
        String line = text.strip();
        if (line.contains("PRIVATE KEY")) {
            throw refused("must be the public half; this is a private key, which must never leave your machine");
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw refused("must be one line in OpenSSH form, such as the content of ~/.ssh/id_ed25519.pub");
        }
        String comment = matcher.group(3) == null ? "" : matcher.group(3).strip();
        SshPublicKey key = new SshPublicKey(matcher.group(1), matcher.group(2), comment);
        SshKeyBlob.check(key.type(), key.blob());
        return key;
    }

    /** As an {@code authorized_keys} file has it, without the comment. */
    String line() {
        return type + " " + base64;
    }

    /** As {@code ssh-keygen -l} shows it. */
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }

    private byte[] blob() {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw refused("is cut off or damaged: its middle part is not Base64");
        }
    }

    static PlatformException refused(String reason) {
        return FieldError.refuse("public_key", reason);
    }
}
