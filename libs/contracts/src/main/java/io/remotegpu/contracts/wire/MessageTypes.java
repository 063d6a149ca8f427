package io.remotegpu.contracts.wire;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.WireType;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Wire names and their records, collected from the sealed families: a new record is known without registering it. */
public final class MessageTypes {
    private static final SortedMap<String, Class<? extends Message>> BY_NAME = collect(type -> Stream.of(nameOf(type)));
    private static final SortedMap<String, Class<? extends Message>> BY_EARLIER_NAME =
            collect(type -> Stream.of(type.getAnnotation(WireType.class).reads()));

    private MessageTypes() {}

    /** Every message type by wire name, in name order. */
    public static Map<String, Class<? extends Message>> all() {
        return BY_NAME;
    }

    /** Names of versions that are sent no more and still read, with the record that they read as. */
    public static Map<String, Class<? extends Message>> earlier() {
        return BY_EARLIER_NAME;
    }

    /** The record behind a wire name, empty for a name of a newer build. */
    public static Optional<Class<? extends Message>> find(String wireName) {
        return Optional.<Class<? extends Message>>ofNullable(BY_NAME.get(wireName))
                .or(() -> Optional.ofNullable(BY_EARLIER_NAME.get(wireName)));
    }

    /** The wire name of a record. */
    public static String nameOf(Class<? extends Message> type) {
        WireType wireType = type.getAnnotation(WireType.class);
        if (wireType == null) {
            throw new IllegalArgumentException(type + " has no @WireType, so it cannot be sent");
        }
        return wireType.value();
    }

    private static SortedMap<String, Class<? extends Message>> collect(
            Function<Class<? extends Message>, Stream<String>> names) {
        SortedMap<String, Class<? extends Message>> types = new TreeMap<>();
        leaves(Message.class)
                .filter(type -> type.isAnnotationPresent(WireType.class))
                .forEach(type -> names.apply(type).forEach(name -> {
                    if (types.put(name, type) != null) {
                        throw new IllegalStateException("two records are named " + name);
                    }
                }));
        return Collections.unmodifiableSortedMap(types);
    }

    private static Stream<Class<? extends Message>> leaves(Class<? extends Message> type) {
        if (!type.isSealed()) {
            return Stream.of(type);
        }
        return Stream.of(type.getPermittedSubclasses()).flatMap(sub -> leaves(sub.asSubclass(Message.class)));
    }
}
