package io.remotegpu.gis.datafiles;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/** Reads the body of an upload, one piece in memory at a time. */
@Component
class Receiving {
    private final Uploads uploads;

    Receiving(Uploads uploads) {
        this.uploads = uploads;
    }

    /** How many bytes of the file are here when the body has ended. If it breaks off, the pieces before are kept. */
    long receive(UploadedFile file, long offset, InputStream body) throws IOException {
        if (offset != file.received()) {
            throw Uploads.refused(file);
        }
        long at = offset;
        byte[] piece = body.readNBytes(Chunks.SIZE);
        while (piece.length > 0) {
            uploads.append(file, at, piece);
            at += piece.length;
            piece = body.readNBytes(Chunks.SIZE);
        }
        return at;
    }
}
