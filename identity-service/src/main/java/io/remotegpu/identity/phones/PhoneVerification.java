package io.remotegpu.identity.phones;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.AccountUpdates;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.web.FieldError;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Has codes sent, and believes whoever knows one. */
@Service
class PhoneVerification {
    private final Accounts accounts;
    private final AccountUpdates updates;
    private final PhoneCodes codes;
    private final CodeSeal seal;
    private final PhoneProperties properties;
    private final TransactionOperations transaction;

    PhoneVerification(
            Accounts accounts,
            AccountUpdates updates,
            PhoneCodes codes,
            CodeSeal seal,
            PhoneProperties properties,
            TransactionOperations transaction) {
        this.accounts = accounts;
        this.updates = updates;
        this.codes = codes;
        this.seal = seal;
        this.properties = properties;
        this.transaction = transaction;
    }

    /** Whether a number can be reached, or is somebody else's too, the answer does not tell. */
    void request(CustomerId customer) {
        Account account = accounts.get(customer).requireActive();
        String phone = account.phone();
        if (phone == null) {
            throw FieldError.refuse("phone", "is not set; save your number first");
        }
        if (!account.phoneVerified() && !codes.request(customer, phone)) {
            throw new PlatformException(
                    ErrorCode.RATE_LIMITED,
                    "a code was sent a moment ago, or too many were today; use that one or ask again later",
                    Map.of("retry_after_s", properties.pause().toSeconds()));
        }
    }

    /**
     * The try counts even if all else fails, so it is taken in a transaction of its own.
     *
     * @throws PlatformException VALIDATION_FAILED, in the same words for a wrong, used, expired or too often tried code and for none
     */
    void verify(CustomerId customer, String code) {
        PhoneCode request = codes.tryOnce(customer).orElseThrow(PhoneVerification::worthless);
        byte[] sealed = seal.of(request, code);
        Boolean proved = transaction.execute(
                status -> codes.use(request, sealed) && updates.verifyPhone(request.customer(), request.phone()));
        if (!Boolean.TRUE.equals(proved)) {
            throw worthless();
        }
    }

    @Scheduled(initialDelayString = "PT13M", fixedDelayString = "PT1H")
    void prune() {
        codes.prune();
    }

    private static PlatformException worthless() {
        return FieldError.refuse("code", "is wrong, used, expired or was tried too often; ask for a new one");
    }
}
