package io.remotegpu.identity.notifications;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.AccountStatus;
import io.remotegpu.identity.accounts.Accounts;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people things, the ways they want to hear of them. */
@Service
public class NotificationCenter {
    private final Accounts accounts;
    private final ChannelChoice choice;
    private final Notifications notifications;
    private final Outgoing outgoing;

    NotificationCenter(Accounts accounts, ChannelChoice choice, Notifications notifications, Outgoing outgoing) {
        this.accounts = accounts;
        this.choice = choice;
        this.notifications = notifications;
        this.outgoing = outgoing;
    }

    /** Becomes true with the caller's transaction. Does nothing for who has no account, or none any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(CustomerId customer, Notice notice) {
        AccountStatus status = accounts.find(customer).map(Account::status).orElse(AccountStatus.DELETED);
        Set<Channel> channels = choice.channels(customer, notice.kind());
        if (status == AccountStatus.DELETED || channels.isEmpty()) {
            return;
        }
        Notification told = notifications.insert(customer, notice, channels.contains(Channel.IN_APP));
        channels.stream()
                .filter(channel -> channel != Channel.IN_APP)
                .forEach(channel -> outgoing.enqueue(told, channel));
    }
}
