package io.remotegpu.identity.audit;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How an export is written, line by line. */
enum ExportFormat {
    /** RFC 4180, for spreadsheets. */
    CSV("text/csv") {
        @Override
        String head() {
            return String.join(",", COLUMNS) + "\r\n";
        }

        @Override
        String line(AuditLogView entry, JsonMapper json) {
            return Stream.of(
                            entry.id(),
                            entry.createdAt(),
                            entry.recordedAt(),
                            entry.entryId(),
                            entry.actorId(),
                            entry.actor(),
                            entry.action(),
                            entry.resourceType(),
                            entry.resourceId(),
                            entry.result(),
                            entry.reason(),
                            entry.ipAddress(),
                            entry.userAgent(),
                            entry.requestId(),
                            entry.traceId(),
                            entry.before(),
                            entry.after(),
                            entry.previousHash(),
                            entry.hash())
                    .map(ExportFormat::cell)
                    .collect(Collectors.joining(",", "", "\r\n"));
        }
    },
    /** One JSON object a line, as the list has them: for programs, and for verifying the chain elsewhere. */
    NDJSON("application/x-ndjson") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(AuditLogView entry, JsonMapper json) {
            return json.writeValueAsString(entry) + "\n";
        }
    };

    static final List<String> COLUMNS = List.of(
            "id",
            "created_at",
            "recorded_at",
            "entry_id",
            "actor_id",
            "actor",
            "action",
            "resource_type",
            "resource_id",
            "result",
            "reason",
            "ip_address",
            "user_agent",
            "request_id",
            "trace_id",
            "before",
            "after",
            "previous_hash",
            "hash");
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");
    /** A spreadsheet would take such a cell for a formula, and what is in it came from strangers. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\t\r].*");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract String head();

    abstract String line(AuditLogView entry, JsonMapper json);

    private static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "");
        String harmless = FORMULA.matcher(text).matches() ? "'" + text : text;
        return NEEDS_QUOTES.matcher(harmless).find() ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }
}
