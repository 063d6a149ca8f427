package io.remotegpu.gis.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * AES-256-GCM. What is sealed carries the id of its key, and opens only in the context it was sealed for: a value moved to another's row does not open.
 */
public final class SecretBox {
    private static final String HOW =
            "Set gis.secrets.keys (GIS_SECRETS_KEYS) to id:base64 of 32 random bytes, for example 2026-1:$(openssl rand -base64 32), and keep it.";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    /** @throws IllegalStateException saying how to set the keys, if there is none or one is not what it must be */
    public SecretBox(List<String> namedKeys) {
        namedKeys.forEach(each -> {
            int colon = each.indexOf(':');
            keys.put(each.substring(0, Math.max(0, colon)).strip(), key(each.substring(colon + 1)));
        });
        if (keys.isEmpty() || keys.containsKey("")) {
            throw new IllegalStateException("There is no key to encrypt with, or one without an id. " + HOW);
        }
    }

    /** The key that new values are sealed with. */
    public String currentKey() {
        return keys.keySet().iterator().next();
    }

    /**
     * As JSON: {@code {"key","nonce","data"}}.
     *
     * @param context what it belongs to, such as the row's own key; needed to open it
     */
    public String seal(String secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] data = run(Cipher.ENCRYPT_MODE, currentKey(), nonce, context, secret.getBytes(UTF_8));
        return JSON.writeValueAsString(new Sealed(currentKey(), encode(nonce), encode(data)));
    }

    /** @throws IllegalStateException if its key is unknown, or it was changed, or sealed for another context */
    public String open(String sealedJson, String context) {
        Sealed sealed = JSON.readValue(sealedJson, Sealed.class);
        byte[] data = Base64.getDecoder().decode(sealed.data());
        byte[] nonce = Base64.getDecoder().decode(sealed.nonce());
        return new String(run(Cipher.DECRYPT_MODE, sealed.key(), nonce, context, data), UTF_8);
    }

    /** The same under the current key. */
    public String renew(String sealedJson, String context) {
        return seal(open(sealedJson, context), context);
    }

    private byte[] run(int mode, String keyId, byte[] nonce, String context, byte[] input) {
        SecretKey key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("a secret is sealed under the key " + keyId + ", which is not set. " + HOW);
        }
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((keyId + '\n' + context).getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "a secret of " + context + " does not open under the key " + keyId, failure);
        }
    }

    private static SecretKey key(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException("A key is not Base64. " + HOW, notBase64);
        }
        throw new IllegalStateException("A key is not 32 bytes long. " + HOW);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private record Sealed(String key, String nonce, String data) {}
}
