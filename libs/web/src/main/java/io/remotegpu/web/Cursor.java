package io.remotegpu.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk through a list stands: after the row with this key and id. Callers see it as an opaque word.
 *
 * @param sort the order the walk began with; another order refuses the cursor
 * @param key the last row's value of the sorted column, null when the list is sorted by id alone
 * @param id the last row's id
 */
public record Cursor(String sort, @Nullable String key, String id) {
    private static final String SEPARATOR = "\n";

    /** The opaque word. */
    String encoded() {
        String plain = key == null ? sort + SEPARATOR + id : sort + SEPARATOR + id + SEPARATOR + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    /** @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED if it is not one of ours for this order */
    public static Cursor parse(String encoded, String sort) {
        String[] parts = decoded(encoded).split(SEPARATOR, 3);
        if (parts.length < 2 || !parts[0].equals(sort)) {
            throw refused();
        }
        return new Cursor(sort, parts.length == 3 ? parts[2] : null, parts[1]);
    }

    private static String decoded(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    private static RuntimeException refused() {
        return FieldError.refuse("cursor", "must be the next_cursor of an answer with the same sort");
    }
}
