package io.remotegpu.billing.prices;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DataIntegrityViolationException;
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

    /** Every plan as it stands now. */
    public PriceBook book() {
        return new PriceBook(plans.all());
    }

    List<PricePlan> all() {
        return plans.all();
    }

    /** The plan of the same people that has no end yet ends where this one starts. */
    @Transactional
    PricePlan add(NewPricePlan wanted, Caller caller) {
        Instant now = clock.instant();
        Instant validFrom = Objects.requireNonNullElse(wanted.validFrom(), now);
        if (validFrom.isBefore(now)) {
            throw FieldError.refuse("valid_from", "must not be in the past, which is never repriced");
        }
        wanted.check(validFrom);
        try {
            plans.endBefore(wanted, validFrom);
            return plans.insert(wanted, validFrom, now, caller.id());
        } catch (DataIntegrityViolationException overlap) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "another plan for the same people is valid in this time; choose another valid_from, or a valid_to before it",
                    overlap);
        }
    }
}
