package io.remotegpu.identity.audit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the audit log is kept.
 *
 * @param anchorKey attests the end of the chain and of each month; a secret that is not in the database
 * @param formerAnchorKeys keys that attested earlier; still believed, no longer used
 * @param retentionMonths ended months whose entries are kept; older ones are dropped, their anchors stay
 * @param monthsAhead partitions made before their month begins
 * @param sealEvery how soon an entry is in the chain
 * @param verifyEvery how often the whole chain is walked
 */
@Validated
@ConfigurationProperties("identity.audit")
record AuditProperties(
        @DefaultValue("") String anchorKey,
        @DefaultValue List<String> formerAnchorKeys,
        @DefaultValue("24") @Min(1) @Max(1200) int retentionMonths,
        @DefaultValue("3") @Min(1) @Max(24) int monthsAhead,
        @DefaultValue("1s") Duration sealEvery,
        @DefaultValue("24h") Duration verifyEvery) {
    @Override
    public String toString() {
        return "AuditProperties";
    }
}
