package io.remotegpu.identity.login;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.identity.accounts.Logins;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends logins, and tells of each in the same transaction: whoever verifies access tokens refuses theirs from then on. */
@Service
class LoginEnd implements Logins {
    private final Sessions sessions;
    private final Outbox outbox;

    LoginEnd(Sessions sessions, Outbox outbox) {
        this.sessions = sessions;
        this.outbox = outbox;
    }

    /** Whether it was this customer's and lived. */
    @Transactional
    public boolean end(UUID session, CustomerId customer, EndReason reason) {
        boolean ended = sessions.end(session, customer, reason);
        if (ended) {
            tell(customer, List.of(session), reason);
        }
        return ended;
    }

    @Override
    @Transactional
    public void endOthers(Caller caller) {
        tell(
                caller.id(),
                sessions.endAllBut(caller.sessionId(), caller.id(), EndReason.PASSWORD_CHANGED),
                EndReason.PASSWORD_CHANGED);
    }

    @Override
    @Transactional
    public void endAllOfSuspended(CustomerId customer) {
        endAll(customer, EndReason.ACCOUNT_STATUS);
    }

    @Override
    @Transactional
    public void endAllForNewPassword(CustomerId customer) {
        endAll(customer, EndReason.PASSWORD_CHANGED);
    }

    private void endAll(CustomerId customer, EndReason reason) {
        tell(customer, sessions.endAllBut("", customer, reason), reason);
    }

    private void tell(CustomerId customer, List<UUID> ended, EndReason reason) {
        ended.forEach(session -> outbox.publish(new SessionRevoked(customer, session, reason.wireName())));
    }
}
