package io.remotegpu.gis.secrets;

/** A table with sealed values. */
public interface SealedRows {
    /**
     * Seals some rows anew that are under other keys than the current one, passing over those that somebody else holds.
     *
     * @return how many; 0 when none is left that could be taken
     */
    int renew(int limit);

    /** How many rows are under other keys than the current one. */
    long outdated();
}
