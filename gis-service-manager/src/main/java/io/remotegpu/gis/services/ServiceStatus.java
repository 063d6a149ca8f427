package io.remotegpu.gis.services;

import io.remotegpu.web.FieldError;
import java.util.Arrays;
import java.util.Locale;

/** What a service is seen to do. */
public enum ServiceStatus {
    STOPPED,
    STARTING,
    RUNNING,
    STOPPING,
    ERROR,
    /** Its host is silent. */
    UNKNOWN,
    DELETING;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED for another word */
    public static ServiceStatus of(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> FieldError.refuse(
                        "status",
                        "must be one of "
                                + Arrays.stream(values())
                                        .map(ServiceStatus::wireName)
                                        .toList()));
    }
}
