package io.remotegpu.agent.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configuration file: Java properties, each key a long flag without its dashes. What nobody knows is refused, not passed over. */
final class SettingsFile {
    private SettingsFile() {}

    /** @throws IllegalArgumentException saying what to change in the file */
    static Map<String, String> read(Path file, Set<String> known) {
        Map<String, String> values = new TreeMap<>();
        Properties given = load(file);
        for (String key : given.stringPropertyNames()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("nothing can be set that is called " + key + " (in " + file
                        + "): did you mean " + Spelling.nearest(key, known) + "?");
            }
            String value = given.getProperty(key).strip();
            if (!value.isEmpty()) {
                values.put(key, value);
            }
        }
        return values;
    }

    private static Properties load(Path file) {
        Properties given = new UniqueKeys();
        try (Reader text = Files.newBufferedReader(file)) {
            given.load(text);
            return given;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the configuration file cannot be read: " + unreadable + " (--config names another)", unreadable);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(malformed.getMessage() + " (in " + file + ")", malformed);
        }
    }

    /** Of two lines for one key, properties would keep the last without a word. */
    private static final class UniqueKeys extends Properties {
        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalArgumentException(key + " is given twice: leave one of them");
            }
            return super.put(key, value);
        }
    }
}
