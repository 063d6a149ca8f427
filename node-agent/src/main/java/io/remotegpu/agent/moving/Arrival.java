package io.remotegpu.agent.moving;

import io.remotegpu.contracts.WorkloadId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A home that is being taken in, or was and is not settled yet.
 *
 * @param epoch number of the move
 * @param key what it is sealed to: X25519, the Base64 of the X.509 form
 * @param privateKey its other half, the Base64 of the PKCS #8 form
 * @param received what has come, null until all has; {@code attempt} brought it in so many {@code pieces}
 */
record Arrival(
        WorkloadId workloadId,
        long epoch,
        String key,
        String privateKey,
        @Nullable Sum received,
        int attempt,
        int pieces) {

    static Arrival of(WorkloadId workload, long epoch) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(PieceSeal.AGREEMENT).generateKeyPair();
            Base64.Encoder text = Base64.getEncoder();
            return new Arrival(
                    workload,
                    epoch,
                    text.encodeToString(pair.getPublic().getEncoded()),
                    text.encodeToString(pair.getPrivate().getEncoded()),
                    null,
                    0,
                    0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has X25519", impossible);
        }
    }

    Arrival received(Sum sum, int inAttempt, int inPieces) {
        return new Arrival(workloadId, epoch, key, privateKey, sum, inAttempt, inPieces);
    }

    /** All of it has to come once more. */
    Arrival anew() {
        return new Arrival(workloadId, epoch, key, privateKey, null, 0, 0);
    }

    PrivateKey opener() {
        try {
            return KeyFactory.getInstance(PieceSeal.AGREEMENT)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the key of an arriving home is damaged", damaged);
        }
    }

    @Override
    public String toString() {
        return workloadId + " arriving under " + epoch;
    }
}
