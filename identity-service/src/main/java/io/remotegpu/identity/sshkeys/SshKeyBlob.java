package io.remotegpu.identity.sshkeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The binary part of an SSH public key (RFC 4253, 5656, 8709, and OpenSSH's PROTOCOL.u2f): every field is read and nothing may be left over. */
final class SshKeyBlob {
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 16384;
    private static final int ED25519_BYTES = 32;
    private static final int UNCOMPRESSED_POINT = 4;

    private final ByteBuffer rest;

    private SshKeyBlob(byte[] blob) {
        rest = ByteBuffer.wrap(blob);
    }

    /** @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED unless the blob is a sound key of this type */
    static void check(String type, byte[] blob) {
        SshKeyBlob key = new SshKeyBlob(blob);
        try {
            require(Arrays.equals(key.field(), type.getBytes(US_ASCII)));
            key.checkFields(type);
            require(!key.rest.hasRemaining());
        } catch (BufferUnderflowException cutOff) {
            throw damaged();
        }
    }

    private void checkFields(String type) {
        switch (type) {
            case "ssh-ed25519" -> require(field().length == ED25519_BYTES);
            case "ssh-rsa" -> checkRsa();
            case "ecdsa-sha2-nistp256" -> checkPoint("nistp256", 32);
            case "ecdsa-sha2-nistp384" -> checkPoint("nistp384", 48);
            case "ecdsa-sha2-nistp521" -> checkPoint("nistp521", 66);
            case "sk-ssh-ed25519@openssh.com" -> {
                require(field().length == ED25519_BYTES);
                require(field().length > 0);
            }
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> {
                checkPoint("nistp256", 32);
                require(field().length > 0);
            }
            default ->
                throw SshPublicKey.refused(
                        "is of the kind " + type
                                + ", which is not accepted; use ssh-ed25519, ecdsa-sha2-nistp*, ssh-rsa of 2048 bits or more, or sk-*");
        }
    }

    private void checkRsa() {
        BigInteger exponent = number();
        BigInteger modulus = number();
        require(exponent.signum() > 0 && exponent.testBit(0) && exponent.bitLength() > 1 && modulus.signum() > 0);
        if (modulus.bitLength() < SHORTEST_RSA || modulus.bitLength() > LONGEST_RSA) {
            throw SshPublicKey.refused("is an RSA key of " + modulus.bitLength() + " bits; it needs " + SHORTEST_RSA
                    + " to " + LONGEST_RSA + ". Better make a new one: ssh-keygen -t ed25519");
        }
    }

    private void checkPoint(String curve, int coordinateBytes) {
        require(Arrays.equals(field(), curve.getBytes(US_ASCII)));
        byte[] point = field();
        require(point.length == 1 + 2 * coordinateBytes && point[0] == UNCOMPRESSED_POINT);
    }

    private BigInteger number() {
        byte[] bytes = field();
        require(bytes.length > 0);
        return new BigInteger(bytes);
    }

    private byte[] field() {
        int length = rest.getInt();
        require(length >= 0 && length <= rest.remaining());
        byte[] bytes = new byte[length];
        rest.get(bytes);
        return bytes;
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw damaged();
        }
    }

    private static RuntimeException damaged() {
        return SshPublicKey.refused("is cut off or damaged: copy the whole line of the .pub file");
    }
}
