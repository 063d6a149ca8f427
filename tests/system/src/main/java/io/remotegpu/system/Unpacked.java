package io.remotegpu.system;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;

/** Answers as every browser sees them: TileServer GL packs tiles whether asked to or not. */
final class Unpacked {
    private Unpacked() {}

    static byte[] body(HttpResponse<byte[]> response) throws IOException {
        if (response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isEmpty()) {
            return response.body();
        }
        try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return content.readAllBytes();
        }
    }
}
