package io.remotegpu.agent.moving;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an archive is known by: its length in bytes and its SHA-256, 64 hexadecimal digits. */
public record Sum(long size, String sha256) {

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static Sum of(long size, MessageDigest digest) {
        return new Sum(size, HexFormat.of().formatHex(digest.digest()));
    }
}
