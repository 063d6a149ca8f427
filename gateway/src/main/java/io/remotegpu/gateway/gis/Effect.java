package io.remotegpu.gateway.gis;

import io.remotegpu.gateway.gis.access.ContentTypes;
import io.remotegpu.gateway.gis.access.OgcOperations;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What a request does to the data of its instance, as far as its head tells. In doubt it writes. */
enum Effect {
    READS,
    WRITES,
    /** As its body says, see {@link BodyInspection}. */
    IN_BODY;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    static Effect of(ServerHttpRequest asked, List<String> operations) {
        if (OgcOperations.inPath(InstancePath.of(asked).below(), operations)
                || OgcOperations.inQuery(asked.getQueryParams(), operations)) {
            return WRITES;
        }
        if (READING.contains(asked.getMethod())) {
            return hasBody(asked.getHeaders()) ? WRITES : READS;
        }
        if (!HttpMethod.POST.equals(asked.getMethod())) {
            return WRITES;
        }
        return ofPost(asked.getHeaders(), operations);
    }

    private static Effect ofPost(HttpHeaders headers, List<String> operations) {
        if (headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            return WRITES;
        }
        if (operations.isEmpty()) {
            return READS;
        }
        return ContentTypes.areUnreadable(headers.getOrEmpty(HttpHeaders.CONTENT_TYPE)) ? WRITES : IN_BODY;
    }

    // Instances differ in whether they read it, and no map client sends one.
    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }
}
