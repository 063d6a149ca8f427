package io.remotegpu.identity.login;

import io.remotegpu.identity.accounts.UserView;

/** What a login yields. {@code expiresIn} seconds are left to the access token. */
public record TokenView(String accessToken, String refreshToken, String tokenType, long expiresIn, UserView user) {
    @Override
    public String toString() {
        return "TokenView of " + user.username();
    }
}
