package io.remotegpu.identity.login;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.Credentials;
import io.remotegpu.identity.accounts.UserView;
import io.remotegpu.identity.secrets.Secret;
import org.springframework.stereotype.Service;

/** Turns a password or a refresh token into tokens. */
@Service
class LoginService {
    private final PasswordCheck passwords;
    private final RefreshTokens refreshTokens;
    private final AccessTokenIssuer accessTokens;
    private final Accounts accounts;
    private final LoginProperties properties;

    LoginService(
            PasswordCheck passwords,
            RefreshTokens refreshTokens,
            AccessTokenIssuer accessTokens,
            Accounts accounts,
            LoginProperties properties) {
        this.passwords = passwords;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.accounts = accounts;
        this.properties = properties;
    }

    TokenView login(String usernameOrEmail, String password, Session.Device device) {
        Credentials checked = passwords.authenticate(usernameOrEmail, password, device.ipAddress());
        Rotation.Rotated opened = refreshTokens.open(checked, device);
        passwords.upgrade(checked, password);
        return tokens(checked.account(), opened);
    }

    /** For somebody whom a trusted provider vouches for. */
    TokenView openVouched(CustomerId customer, Session.Device device) {
        Rotation.Rotated opened = refreshTokens.open(customer, device);
        return tokens(accounts.get(customer), opened);
    }

    TokenView refresh(Secret token) {
        return switch (refreshTokens.rotate(token)) {
            case Rotation.Rotated rotated -> {
                Account account = accounts.find(rotated.session().customer()).orElseThrow();
                yield tokens(account.requireActive(), rotated);
            }
            case Rotation.Reused() ->
                throw new PlatformException(
                        ErrorCode.TOKEN_REUSED,
                        "this refresh token was used before, so its login was ended; log in again");
            case Rotation.Expired() ->
                throw new PlatformException(ErrorCode.TOKEN_EXPIRED, "the login has expired; log in again");
            case Rotation.Ended() ->
                throw new PlatformException(ErrorCode.NOT_AUTHENTICATED, "the login was ended; log in again");
            case Rotation.Unknown() ->
                throw new PlatformException(
                        ErrorCode.NOT_AUTHENTICATED, "the refresh token is not valid; log in again");
        };
    }

    private TokenView tokens(Account account, Rotation.Rotated rotated) {
        return new TokenView(
                accessTokens.issue(account, rotated.session().id()),
                rotated.next().value(),
                "Bearer",
                properties.accessTokenLifetime().toSeconds(),
                UserView.of(account));
    }
}
