package io.remotegpu.identity.login;

import io.remotegpu.contracts.CustomerId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Service;

/** Logins of people whom a trusted provider vouches for: without a password, but for active accounts that are not locked, as any other. */
@Service
public class VouchedLogins {
    private final LoginFailures failures;
    private final LoginService logins;

    VouchedLogins(LoginFailures failures, LoginService logins) {
        this.failures = failures;
        this.logins = logins;
    }

    /** Holds no transaction of the caller's. @throws PlatformException ACCOUNT_LOCKED, ACCOUNT_SUSPENDED or NOT_AUTHENTICATED */
    public TokenView open(CustomerId customer, HttpServletRequest request) {
        Session.Device device = Session.Device.of(request);
        Runnable success = failures.begin(Attempt.of(PasswordCheck.key(customer), device.ipAddress()));
        success.run();
        return logins.openVouched(customer, device);
    }
}
