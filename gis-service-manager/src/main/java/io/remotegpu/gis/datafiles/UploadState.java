package io.remotegpu.gis.datafiles;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a file has come. */
enum UploadState {
    /** Bytes are missing. */
    UPLOADING,
    /** Whether it is what its name says is being looked at. */
    CHECKING,
    /** The service finds it from its next start on. */
    READY,
    /** It is not what it should be. Nothing is kept but the reason. */
    REFUSED;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static UploadState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
