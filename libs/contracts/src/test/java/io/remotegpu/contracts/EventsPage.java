package io.remotegpu.contracts;

import io.remotegpu.contracts.wire.MessageTypes;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes {@code docs/events.md} from the records and their Javadoc. */
final class EventsPage {
    private static final Path SOURCES = Path.of("src/main/java/io/remotegpu/contracts");
    private static final Pattern SNAKE = Pattern.compile("(?<=[a-z0-9])([A-Z])");
    private static final String HEAD = """
            # Events and commands

            Written by a test from `libs/contracts`; do not edit. To write it anew:
            `mvn -pl libs/contracts test -Dtest=EventsPageTest -Dremotegpu.docs.write=true`

            Every message is a CloudEvent in Kafka's binary mode: JSON value, headers `ce_id`, `ce_type`, `ce_source`, `ce_time`, `ce_subject`
            and `traceparent`. Messages of one key arrive in the order they were published, at least once.
            What a consumer gave up on is on `<topic>.dlt` with `dead_reason` and `dead_consumer`.
            """;

    private EventsPage() {}

    static String write() throws IOException {
        Map<String, List<Message>> byTopic = Samples.all().stream()
                .collect(Collectors.groupingBy(EventsPage::topic, TreeMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD);
        for (Map.Entry<String, List<Message>> topic : byTopic.entrySet()) {
            page.append("\n## `").append(topic.getKey()).append("`\n\n");
            page.append(sentence(family(topic.getValue().getFirst()))).append("\n\n");
            page.append("| type | record | key | meaning | fields |\n|---|---|---|---|---|\n");
            for (Message message : topic.getValue()) {
                page.append(row(message));
            }
        }
        return page.toString();
    }

    private static String topic(Message message) {
        return switch (message) {
            case NodeCommand command -> message.topic().replace(command.hostId().value(), "<host>");
            case HostCommand command -> message.topic().replace(command.hostId().value(), "<host>");
            case NodeQuestion question ->
                message.topic().replace(question.hostId().value(), "<host>");
            case Event _, NodeAnswer _ -> message.topic();
        };
    }

    private static String row(Message message) throws IOException {
        Class<? extends Message> type = message.getClass();
        return "| `%s` | %s | `%s` | %s | %s |\n"
                .formatted(MessageTypes.nameOf(type), type.getSimpleName(), key(message), sentence(type), fields(type));
    }

    /** The field whose value is the key of the sample. */
    private static String key(Message message) {
        return Arrays.stream(message.getClass().getRecordComponents())
                .filter(component -> message.key().equals(value(component, message)))
                .findFirst()
                .map(component -> snakeCase(component.getName()))
                .orElseThrow();
    }

    private static String value(RecordComponent component, Message message) {
        try {
            return String.valueOf(component.getAccessor().invoke(message));
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(EventsPage::field).collect(Collectors.joining(", "));
    }

    private static String field(RecordComponent component) {
        String name = snakeCase(component.getName());
        boolean optional = Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
        return "`" + name + (optional ? "?" : "") + "`";
    }

    private static String snakeCase(String name) {
        return SNAKE.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }

    private static Class<?> family(Message message) {
        Class<?> type = message.getClass();
        return type.getEnclosingClass() == null ? type : type.getEnclosingClass();
    }

    /** The first sentence of the Javadoc that stands before the declaration; empty without one. */
    private static String sentence(Class<?> type) throws IOException {
        Class<?> file = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
        String source = Files.readString(SOURCES.resolve(file.getSimpleName() + ".java"));
        Pattern documented = Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@WireType\\([^)]*\\)\\s*)?(?:public )?(?:sealed )?(?:record|interface) "
                        + type.getSimpleName() + "\\b",
                Pattern.DOTALL);
        Matcher matcher = documented.matcher(source);
        return matcher.find() ? firstSentence(matcher.group(1)) : "";
    }

    private static String firstSentence(String javadoc) {
        String text = javadoc.replaceAll("\\n\\s*\\* ?", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        return text.split("(?<=\\.) ", 2)[0].replace("|", "\\|");
    }
}
