package io.remotegpu.gis.services;

import io.remotegpu.gis.rendering.InstanceFacts;
import java.security.SecureRandom;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the platform decides about instances. */
@Component
class Facts {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int KEY_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServiceProperties properties;

    Facts(ServiceProperties properties) {
        this.properties = properties;
    }

    InstanceFacts of(String instanceKey) {
        String store = properties.geoserverExtensions();
        return new InstanceFacts(instanceKey, properties.publicBase(), store == null || store.isBlank() ? null : store);
    }

    /** Eighty random bits: whoever is not told a path does not find it. */
    static String newKey() {
        return text(LETTERS, KEY_LENGTH);
    }

    static String newSecret() {
        return text(LETTERS + LETTERS.substring(0, 26).toUpperCase(Locale.ROOT), 24);
    }

    private static String text(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
