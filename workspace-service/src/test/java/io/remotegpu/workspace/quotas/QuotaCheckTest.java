package io.remotegpu.workspace.quotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaCheckTest {
    private static final QuotaHolder HOLDER = new QuotaHolder.OfCustomer(new CustomerId(1));
    private static final Resources LIMIT = resources("0.3", 2048, 2, 10_240, 1);

    @Test
    void letsTheLastUnitGo() {
        assertThatCode(() -> QuotaCheck.require(
                        HOLDER, LIMIT, resources("0.1", 1024, 1, 0, 0), resources("0.2", 1024, 1, 10_240, 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void saysWhichResourceIsShortAndByHowMuch() {
        PlatformException refusal = catchThrowableOfType(
                PlatformException.class,
                () -> QuotaCheck.require(
                        HOLDER, LIMIT, resources("0.1", 0, 1, 0, 0), resources("0.1", 1024, 2, 1024, 1)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(refusal.details())
                .isEqualTo(Map.of(
                        "resource", "gpu",
                        "limit", new BigDecimal("2"),
                        "used", new BigDecimal("1"),
                        "requested", new BigDecimal("2"),
                        "holder", "customer"));
    }

    @Test
    void refusesEachResourceBeyondItsLimit() {
        assertThat(shortOf(resources("0.31", 0, 0, 0, 0))).isEqualTo("cpu");
        assertThat(shortOf(resources("0", 2049, 0, 0, 0))).isEqualTo("memory");
        assertThat(shortOf(resources("0", 0, 3, 0, 0))).isEqualTo("gpu");
        assertThat(shortOf(resources("0", 0, 0, 10_241, 0))).isEqualTo("storage");
        assertThat(shortOf(resources("0", 0, 0, 0, 2))).isEqualTo("environments");
    }

    @Test
    void doesNotBlockWhatAsksForNothingOfAResourceThatIsOverdrawn() {
        assertThatCode(() ->
                        QuotaCheck.require(HOLDER, LIMIT, resources("0", 0, 9, 0, 0), resources("0.1", 1024, 0, 0, 0)))
                .doesNotThrowAnyException();
    }

    private static Object shortOf(Resources requested) {
        PlatformException refusal = catchThrowableOfType(
                PlatformException.class, () -> QuotaCheck.require(HOLDER, LIMIT, Resources.NOTHING, requested));
        return refusal.details().get("resource");
    }

    private static Resources resources(String cpu, long memory, long gpu, long storage, long environments) {
        return new Resources(new BigDecimal(cpu), memory, BigDecimal.valueOf(gpu), storage, environments);
    }
}
