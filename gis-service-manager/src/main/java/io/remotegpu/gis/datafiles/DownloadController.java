package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.DataFiles;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** For hosts, which have a ticket and no login: the bytes of one file of the service that they are about to start. */
@RestController
@Hidden
class DownloadController {
    static final String PATH = "/api/v1/user-services/downloads";
    private static final Pattern REST = Pattern.compile("bytes=([0-9]{1,15})-");

    private final Tickets tickets;
    private final Fence fence;
    private final Entries entries;
    private final Chunks chunks;

    DownloadController(Tickets tickets, Fence fence, Entries entries, Chunks chunks) {
        this.tickets = tickets;
        this.fence = fence;
        this.entries = entries;
        this.chunks = chunks;
    }

    @GetMapping(PATH + "/{sha256}")
    void download(
            @PathVariable String sha256,
            @RequestHeader(name = DataFiles.TICKET, required = false) @Nullable String ticket,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            HttpServletResponse response)
            throws IOException {
        Entries.Kept kept = entries.find(permitted(ticket), sha256)
                .orElseThrow(() -> PlatformException.notFound("data_file", sha256));
        long from = begin(range, kept.size());
        response.setStatus(from > 0 ? HttpServletResponse.SC_PARTIAL_CONTENT : HttpServletResponse.SC_OK);
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(kept.size() - from);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (from > 0) {
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(from, kept.size() - 1, kept.size()));
        }
        OutputStream body = response.getOutputStream();
        new ChunkStream(chunks, kept.file(), kept.entry(), from).transferTo(body);
    }

    private long permitted(@Nullable String ticket) {
        return tickets.read(ticket == null ? "" : ticket)
                .filter(permission -> fence.stands(permission.service(), permission.generation()))
                .map(Tickets.Permission::service)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.FORBIDDEN,
                        "only the host of a service that is being started loads its files, with the ticket of that start",
                        Map.of()));
    }

    /** Anything but the rest from some byte on is answered with the whole, as HTTP allows. */
    private static long begin(@Nullable String range, long size) {
        Matcher rest = REST.matcher(range == null ? "" : range);
        long from = rest.matches() ? Long.parseLong(rest.group(1)) : 0;
        return from < size ? from : 0;
    }
}
