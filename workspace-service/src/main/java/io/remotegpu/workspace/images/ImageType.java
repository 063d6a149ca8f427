package io.remotegpu.workspace.images;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an image is for. */
enum ImageType {
    /** A shell by SSH. */
    BASE,
    JUPYTER,
    /** A desktop by RDP. */
    DESKTOP,
    CUSTOM;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static ImageType of(String wireName) {
        return switch (wireName) {
            case "base" -> BASE;
            case "jupyter" -> JUPYTER;
            case "desktop" -> DESKTOP;
            case "custom" -> CUSTOM;
            default -> throw new IllegalArgumentException("must be base, jupyter, desktop or custom");
        };
    }
}
