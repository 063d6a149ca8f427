package io.remotegpu.billing.prices;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The price plans. The past is never repriced: a plan starts when it is made or later. */
@Component
public class Prices {
    private final PricePlanStore plans;
    private final Clock clock;

    Prices(PricePlanStore plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /** What the resource costs by the plan that was valid at this instant. */
    public UnitPrice at(Instant instant, Resource resource) {
        return plans.validAt(instant).priceOf(resource);
    }

    List<PricePlan> all() {
        return plans.all();
    }

    @Transactional
    PricePlan add(NewPricePlan wanted, Caller caller) {
        Instant now = clock.instant();
        Instant validFrom = Objects.requireNonNullElse(wanted.validFrom(), now);
        if (validFrom.isBefore(now)) {
            throw FieldError.refuse("valid_from", "must not be in the past, which is never repriced");
        }
        try {
            return plans.insert(wanted, validFrom, now, caller.id());
        } catch (DuplicateKeyException taken) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "another plan starts at " + validFrom + "; choose another valid_from",
                    taken);
        }
    }
}
