package io.remotegpu.web.request;

/** The version of the REST contract that every answer names. */
public final class ApiVersion {
    public static final String HEADER = "X-API-Version";
    public static final String CURRENT = "1.0.0";

    private ApiVersion() {}
}
