package io.remotegpu.identity.audit;

import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Streams an export. That somebody took one is itself written down. */
@Component
class AuditExport {
    private final AuditSearch search;
    private final AuditLog audit;
    private final JsonMapper json;
    private final Clock clock;

    AuditExport(AuditSearch search, AuditLog audit, JsonMapper json, Clock clock) {
        this.search = search;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    void write(Caller caller, PageQuery query, HttpServletResponse response) throws IOException {
        ExportFormat format =
                query.values("format", ExportFormat.class).stream().findFirst().orElse(ExportFormat.NDJSON);
        // Refused before the answer begins, if a filter is wrong.
        AuditFilter.of(query);
        audit.appendAlone(AuditEntry.of("audit_log.exported", "audit_log", format.name())
                .by(caller)
                .changed(Map.of(), query.filters()));
        response.setContentType(format.contentType());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(format));
        OutputStream out = response.getOutputStream();
        out.write(format.head().getBytes(StandardCharsets.UTF_8));
        search.forEach(query, entry -> line(out, format.line(entry, json)));
        out.flush();
    }

    private String attachment(ExportFormat format) {
        String name = "audit-log-" + clock.instant().toString().substring(0, 10) + "."
                + format.name().toLowerCase(Locale.ROOT);
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    private static void line(OutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
