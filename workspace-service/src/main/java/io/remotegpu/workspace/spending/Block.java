package io.remotegpu.workspace.spending;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.Map;

/** That nothing new may start at the spender's cost. */
record Block(Spender spender, Cause cause) {
    /** Such as {@code the budget of workspace 7 is used up}. */
    String reason() {
        return "the %s of %s %d is used up".formatted(cause.wireName(), spender.kind(), spender.id());
    }

    PlatformException refusal() {
        return new PlatformException(
                ErrorCode.INSUFFICIENT_BALANCE,
                reason() + "; " + cause.remedy(),
                Map.of(
                        "cause",
                        cause.wireName(),
                        "holder",
                        spender.kind(),
                        spender.column(),
                        spender.id(),
                        "remedy",
                        cause.remedy()));
    }
}
