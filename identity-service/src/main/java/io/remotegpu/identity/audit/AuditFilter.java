package io.remotegpu.identity.audit;

import io.remotegpu.web.FieldError;
import io.remotegpu.web.PageQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which entries are asked for, as conditions; those that were not used are not in the SQL, so the indexes serve. */
record AuditFilter(String where, Map<String, Object> params) {
    /** For {@code @Listing}. */
    static final String ACTOR_ID = "actor_id";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final List<String> WORDS = List.of(
            "action", "resource_type", "resource_id", "result", "ip_address", "request_id", "trace_id", "actor");

    static AuditFilter of(PageQuery query) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> params = new LinkedHashMap<>();
        for (String word : WORDS) {
            List<String> values = query.values(word);
            if (!values.isEmpty()) {
                conditions.add(word + " = any(:" + word + ")");
                params.put(word, values.toArray(String[]::new));
            }
        }
        if (!query.values(ACTOR_ID).isEmpty()) {
            conditions.add("actor_id = any(:actor_id)");
            params.put(
                    ACTOR_ID,
                    query.values(ACTOR_ID).stream().map(AuditFilter::number).toArray(Long[]::new));
        }
        // An entry is recorded after it happened: so a lower bound leaves earlier months aside.
        query.instant("created_after").ifPresent(after -> {
            conditions.add("created_at >= :after and recorded_at >= :after");
            params.put("after", utc(after));
        });
        query.instant("created_before").ifPresent(before -> {
            conditions.add("created_at < :before");
            params.put("before", utc(before));
        });
        return new AuditFilter(String.join(" and ", conditions), params);
    }

    private static Long number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw FieldError.refuse(ACTOR_ID, "must be the number of an account");
        }
        return Long.valueOf(value);
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
