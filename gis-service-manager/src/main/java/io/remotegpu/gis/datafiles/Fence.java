package io.remotegpu.gis.datafiles;

/** Knows what was last wanted of a service. Whoever runs services implements it. */
public interface Fence {
    /** Whether the service is to run, and by this wish and no later one. */
    boolean stands(long service, long generation);
}
