package io.remotegpu.gis.descriptors;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Where a type of service reads files that its users upload.
 *
 * @param mountPath where the folders appear inside, read-only; no volume is there
 */
public record DataPlace(String mountPath, List<Folder> folders) {
    private static final String EACH = "/*";

    /**
     * @param namedBy JSON pointers to what in the configuration names files of this folder, all of which must be there before a start: to a list of
     *     names, or to a name, with {@code *} for each entry of a list or an object on the way; empty if the software finds them by itself
     */
    public record Folder(
            String name,
            List<DataFormat> formats,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<String> namedBy) {
        public Folder {
            namedBy = Objects.requireNonNullElse(namedBy, List.of());
        }

        /** Names of the files that a configuration cannot do without. */
        public Stream<String> named(JsonNode configuration) {
            return namedBy.stream()
                    .flatMap(pointer -> found(configuration, pointer))
                    .flatMap(found -> found.isArray() ? found.valueStream() : Stream.of(found))
                    .map(JsonNode::asString);
        }

        private static Stream<JsonNode> found(JsonNode from, String pointer) {
            int each = pointer.indexOf(EACH);
            if (each < 0) {
                return Stream.of(from.at(pointer)).filter(found -> !found.isMissingNode());
            }
            return from.at(pointer.substring(0, each))
                    .valueStream()
                    .flatMap(entry -> found(entry, pointer.substring(each + EACH.length())));
        }
    }

    public Optional<Folder> folder(String name) {
        return folders.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
