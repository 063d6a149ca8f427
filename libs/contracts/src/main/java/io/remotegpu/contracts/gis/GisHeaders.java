package io.remotegpu.contracts.gis;

/** HTTP headers between the gateway and gis-service-manager. */
public final class GisHeaders {
    /** The secret that both are configured with: who sends it may have sleeping instances started. */
    public static final String WAKE_SECRET = "X-RemoteGPU-Wake-Secret";

    private GisHeaders() {}
}
