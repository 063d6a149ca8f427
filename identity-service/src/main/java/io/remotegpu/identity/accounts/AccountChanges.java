package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Precondition;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people change of their own accounts. */
@Service
class AccountChanges {
    private final Accounts accounts;
    private final AccountUpdates updates;
    private final AccountTypes types;
    private final AccountMails mails;

    AccountChanges(Accounts accounts, AccountUpdates updates, AccountTypes types, AccountMails mails) {
        this.accounts = accounts;
        this.updates = updates;
        this.types = types;
        this.mails = mails;
    }

    /** Null leaves a field as it is. A new address or number is unverified; the old address is told of the new one. */
    @Transactional
    public Account change(CustomerId id, AccountPatch patch, Precondition precondition) {
        Account before = accounts.lock(id);
        precondition.require(UserView.of(before));
        if (patch.email() != null && !patch.email().equalsIgnoreCase(before.email())) {
            changeEmail(before, patch.email());
        }
        if (patch.phone() != null && !patch.phone().equals(before.phone())) {
            updates.changePhone(id, patch.phone().isEmpty() ? null : patch.phone());
        }
        if (patch.accountType() != null) {
            types.change(before, before.userType(), patch.accountType());
        }
        return accounts.get(id);
    }

    private void changeEmail(Account before, String email) {
        try {
            updates.changeEmail(before.id(), email);
        } catch (DuplicateKeyException taken) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "this email has an account; choose another",
                    Map.of("resource", "user", "field", "email"));
        }
        mails.request(before.email(), MailPurpose.EMAIL_CHANGED);
        mails.request(email, MailPurpose.VERIFY_EMAIL);
    }

    /** @param phone in E.164 form, or empty for none */
    record AccountPatch(
            @Nullable String email,
            @Nullable String phone,
            @Nullable AccountType accountType) {}
}
