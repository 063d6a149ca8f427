package io.remotegpu.identity.apitokens;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.ApiAccess;
import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.messaging.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and withdraws API tokens. A withdrawal is told as the end of a login: the access tokens made of it are refused from then on. */
@Service
class ApiTokenDesk implements ApiAccess {
    private static final int MOST_TOKENS = 50;
    private static final String REVOKED = "revoked";

    private final Accounts accounts;
    private final ApiTokens tokens;
    private final Outbox outbox;

    ApiTokenDesk(Accounts accounts, ApiTokens tokens, Outbox outbox) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.outbox = outbox;
    }

    @Transactional
    public ApiToken make(CustomerId customer, String name, List<String> scopes, Instant expiresAt, Secret secret) {
        accounts.lock(customer).requireActive();
        int used = tokens.live(customer).size();
        if (used >= MOST_TOKENS) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "an account holds at most " + MOST_TOKENS + " API tokens; remove one first",
                    Map.of("resource", "api_tokens", "limit", MOST_TOKENS, "used", used, "requested", 1));
        }
        return tokens.insert(customer, name, scopes, expiresAt, secret);
    }

    /** @throws PlatformException NOT_FOUND */
    @Transactional
    public void withdraw(CustomerId customer, UUID id) {
        if (!tokens.revoke(customer, id)) {
            throw PlatformException.notFound("api_token", id);
        }
        outbox.publish(new SessionRevoked(customer, id, REVOKED));
    }

    @Override
    @Transactional
    public void withdrawAll(CustomerId customer) {
        tokens.live(customer).forEach(token -> withdraw(customer, token.id()));
    }

    @Scheduled(initialDelayString = "PT12M", fixedDelayString = "PT1H")
    void prune() {
        tokens.prune();
    }
}
