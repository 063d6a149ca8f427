package io.remotegpu.identity.sso;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.audit.AuditEntry;
import io.remotegpu.identity.audit.AuditLog;
import io.remotegpu.identity.login.TokenView;
import io.remotegpu.identity.login.VouchedLogins;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns what was left for a browser into tokens. */
@Service
@WhenSsoIsOn
class SsoLogins {
    private final Handovers handovers;
    private final SsoIdentities identities;
    private final VouchedLogins logins;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    SsoLogins(
            Handovers handovers,
            SsoIdentities identities,
            VouchedLogins logins,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.handovers = handovers;
        this.identities = identities;
        this.logins = logins;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** The code is used up whatever comes of it. @throws PlatformException VALIDATION_FAILED, ACCOUNT_SUSPENDED or ACCOUNT_LOCKED */
    TokenView fetch(String code, HttpServletRequest request) {
        Handover.Login login = BrowserCookie.in(request)
                .flatMap(browser -> handovers.takeLogin(code, browser))
                .orElseThrow(SsoCode::worthless);
        try {
            TokenView tokens = logins.open(login.customer(), request);
            transaction.executeWithoutResult(status -> note(login, tokens));
            return tokens;
        } catch (PlatformException refused) {
            audit.appendAlone(entry(login, "").refused(refused.code().wireName()));
            throw refused;
        }
    }

    private void note(Handover.Login login, TokenView tokens) {
        identities.used(login.customer(), login.issuer());
        audit.append(entry(login, tokens.user().username()));
    }

    private static AuditEntry entry(Handover.Login login, String username) {
        return AuditEntry.of("login.sso", "user", login.customer())
                .by(login.customer(), username)
                .changed(Map.of(), Map.of("issuer", login.issuer(), "subject", login.subject()));
    }
}
