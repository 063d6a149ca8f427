package io.remotegpu.identity.sso;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.VouchedAccounts;
import io.remotegpu.identity.audit.AuditEntry;
import io.remotegpu.identity.audit.AuditLog;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Decides who somebody is whom the provider has identified. A subject that is linked logs in. An address, even a verified one, never does:
 * whoever gets hold of an address at the provider would get the account. It lets its owner link the account after logging in to it.
 */
@Service
@WhenSsoIsOn
class Arrivals {
    private final SsoIdentities identities;
    private final Accounts accounts;
    private final VouchedAccounts newAccounts;
    private final SsoProperties properties;
    private final AuditLog audit;

    Arrivals(
            SsoIdentities identities,
            Accounts accounts,
            VouchedAccounts newAccounts,
            SsoProperties properties,
            AuditLog audit) {
        this.identities = identities;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.properties = properties;
        this.audit = audit;
    }

    /** @throws Unwelcome if this person may not come in */
    Handover receive(Vouched person) {
        return known(person).orElseGet(() -> stranger(person));
    }

    private Optional<Handover> known(Vouched person) {
        return identities.find(person.issuer(), person.subject()).map(customer -> login(customer, person));
    }

    private Handover stranger(Vouched person) {
        String email = person.verifiedEmail();
        if (email == null) {
            throw new Unwelcome(Unwelcome.Reason.EMAIL_NOT_VERIFIED);
        }
        if (!properties.allows(email)) {
            throw new Unwelcome(Unwelcome.Reason.DOMAIN_NOT_ALLOWED);
        }
        if (accounts.credentials(email).isPresent()) {
            return new Handover.Link(email, person.issuer(), person.subject());
        }
        if (!properties.createAccounts()) {
            throw new Unwelcome(Unwelcome.Reason.NO_ACCOUNT);
        }
        // Nothing was made where the same person, or somebody with the address, came in by another door just now.
        return newAccounts
                .register(person.wantedName(), email, made -> firstLink(made, person))
                .map(made -> login(made.id(), person))
                .or(() -> known(person))
                .orElseGet(() -> new Handover.Link(email, person.issuer(), person.subject()));
    }

    private void firstLink(Account made, Vouched person) {
        identities.insert(made.id(), person.issuer(), person.subject());
        audit.append(AuditEntry.of("account.created_by_sso", "user", made.id())
                .by(made.id(), made.username())
                .changed(Map.of(), Map.of("issuer", person.issuer(), "subject", person.subject())));
    }

    private static Handover login(CustomerId customer, Vouched person) {
        return new Handover.Login(customer, person.issuer(), person.subject());
    }
}
