package io.remotegpu.contracts.gis;

/** Who may read from an instance. */
public enum GisVisibility {
    /** Its owner alone. */
    PRIVATE,
    /** Its owner and whoever shows one of its API keys. */
    TOKEN,
    /** Everyone. */
    PUBLIC
}
