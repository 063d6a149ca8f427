package io.remotegpu.web;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;

/**
 * Who makes this request, by a verified access token. A controller gets it as a method parameter.
 *
 * @param userType admin, internal or external
 * @param sessionId the login that the token belongs to
 * @param tokenId unique per access token
 */
public record Caller(CustomerId id, String username, String userType, String sessionId, String tokenId) {
    private static final String ADMIN = "admin";

    public boolean isAdmin() {
        return ADMIN.equals(userType);
    }

    /** @throws PlatformException FORBIDDEN unless the caller administers the platform */
    public void requireAdmin() {
        if (!isAdmin()) {
            throw new PlatformException(ErrorCode.FORBIDDEN, "only administrators may do this");
        }
    }
}
