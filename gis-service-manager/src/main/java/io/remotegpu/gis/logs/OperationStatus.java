package io.remotegpu.gis.logs;

import java.util.Locale;

public enum OperationStatus {
    PENDING,
    SUCCESS,
    FAILED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
