package io.remotegpu.gis.access;

import io.remotegpu.contracts.WorkloadId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the scheduler, hosts and gateways call a service. */
public final class WorkloadIds {
    private static final String PREFIX = "gis-";
    private static final Pattern FORM = Pattern.compile(PREFIX + "([1-9][0-9]{0,17})");

    private WorkloadIds() {}

    public static WorkloadId of(long service) {
        return new WorkloadId(PREFIX + service);
    }

    /** The other way; also of one that is no more. */
    public static long service(WorkloadId workload) {
        return Long.parseLong(workload.value().substring(PREFIX.length()));
    }

    /** The service that somebody outside calls so; empty for an environment and for whatever else is no service's name. */
    public static Optional<Long> find(String workload) {
        Matcher matcher = FORM.matcher(workload);
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }
}
