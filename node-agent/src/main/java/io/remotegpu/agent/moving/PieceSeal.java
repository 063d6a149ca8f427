package io.remotegpu.agent.moving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Keeps pieces from everybody between the two hosts: X25519 with a key that is new for each attempt, HKDF-SHA256, AES-256-GCM. A piece is bound to its
 * number, to whether it is the last and to the number of the move, so that none can be left out, moved or put after the end.
 */
final class PieceSeal {
    static final String AGREEMENT = "X25519";
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final byte[] header;

    private PieceSeal(SecretKey key, byte[] header) {
        this.key = key;
        this.header = header;
    }

    /** For what only the owner of {@code recipientKey} is to read, under a key that nothing else is ever sealed with. */
    static PieceSeal to(long epoch, byte[] recipientKey) throws IOException {
        try {
            KeyPair once = KeyPairGenerator.getInstance(AGREEMENT).generateKeyPair();
            byte[] header = once.getPublic().getEncoded();
            return new PieceSeal(agree(epoch, once.getPrivate(), recipientKey, header), header);
        } catch (GeneralSecurityException refused) {
            throw new IOException("the key of the other host is none", refused);
        }
    }

    /** For what was sealed to the owner of this key; {@code header} came before the first piece. */
    static PieceSeal from(long epoch, PrivateKey own, byte[] header) throws IOException {
        try {
            return new PieceSeal(agree(epoch, own, header, header), header);
        } catch (GeneralSecurityException refused) {
            throw new IOException("what came first is no key", refused);
        }
    }

    byte[] header() {
        return header.clone();
    }

    byte[] seal(int number, boolean last, byte[] plain, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(plain, 0, length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }

    /** @throws IOException if it is not this very piece */
    byte[] open(int number, boolean last, byte[] sealed) throws IOException {
        try {
            return cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed);
        } catch (GeneralSecurityException forged) {
            throw new IOException("piece " + number + " is not what was sealed", forged);
        }
    }

    private Cipher cipher(int mode, int number, boolean last) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putInt(8, number).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {(byte) (last ? 1 : 0)});
        return cipher;
    }

    private static SecretKey agree(long epoch, PrivateKey own, byte[] others, byte[] header)
            throws GeneralSecurityException {
        PublicKey other = KeyFactory.getInstance(AGREEMENT).generatePublic(new X509EncodedKeySpec(others));
        KeyAgreement agreement = KeyAgreement.getInstance(AGREEMENT);
        agreement.init(own);
        agreement.doPhase(other, true);
        byte[] name = ("remotegpu home-move " + epoch).getBytes(StandardCharsets.UTF_8);
        byte[] purpose = ByteBuffer.allocate(name.length + header.length)
                .put(name)
                .put(header)
                .array();
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(agreement.generateSecret())
                                .thenExpand(purpose, 32));
    }
}
