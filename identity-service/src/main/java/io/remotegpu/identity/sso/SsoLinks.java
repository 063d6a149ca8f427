package io.remotegpu.identity.sso;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.audit.AuditEntry;
import io.remotegpu.identity.audit.AuditLog;
import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.web.Caller;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Links accounts to who their owners are at the provider, and takes that back. */
@Service
@WhenSsoIsOn
class SsoLinks {
    private final Handovers handovers;
    private final SsoIdentities identities;
    private final Accounts accounts;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    SsoLinks(
            Handovers handovers,
            SsoIdentities identities,
            Accounts accounts,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.handovers = handovers;
        this.identities = identities;
        this.accounts = accounts;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * The caller has logged in to the account; the address must be verified on both sides, or who registers a stranger's address would be
     * given that stranger's logins.
     *
     * @throws PlatformException VALIDATION_FAILED on the code, FORBIDDEN, or ALREADY_EXISTS
     */
    SsoIdentity link(Caller caller, String code, Secret browser) {
        try {
            return transaction.execute(status -> linkNow(caller, code, browser));
        } catch (PlatformException refused) {
            audit.appendAlone(AuditEntry.of("identity.linked", "user", caller.id())
                    .by(caller)
                    .refused(refused.code().wireName()));
            throw refused;
        }
    }

    /** @throws PlatformException NOT_FOUND unless it is the caller's */
    @Transactional
    public void unlink(Caller caller, long id) {
        SsoIdentity gone =
                identities.delete(caller.id(), id).orElseThrow(() -> PlatformException.notFound("identity", id));
        audit.append(AuditEntry.of("identity.unlinked", "user", caller.id())
                .by(caller)
                .changed(Map.of("issuer", gone.issuer(), "subject", gone.subject()), Map.of()));
    }

    private SsoIdentity linkNow(Caller caller, String code, Secret browser) {
        Handover.Link offered = handovers.takeLink(code, browser).orElseThrow(SsoCode::worthless);
        Account account = accounts.lock(caller.id()).requireActive();
        if (!account.emailVerified() || !account.email().equalsIgnoreCase(offered.email())) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN,
                    "your account must have the provider's email, and have it verified; do that first");
        }
        SsoIdentity linked = insert(caller, offered);
        audit.append(AuditEntry.of("identity.linked", "user", caller.id())
                .by(caller)
                .changed(Map.of(), Map.of("issuer", linked.issuer(), "subject", linked.subject())));
        return linked;
    }

    private SsoIdentity insert(Caller caller, Handover.Link offered) {
        try {
            return identities.insert(caller.id(), offered.issuer(), offered.subject());
        } catch (DuplicateKeyException taken) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "your account, or who you are at the provider, is linked already; unlink it first",
                    Map.of("resource", "identity"));
        }
    }
}
