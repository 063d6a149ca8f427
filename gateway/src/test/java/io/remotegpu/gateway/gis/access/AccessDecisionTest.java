package io.remotegpu.gateway.gis.access;

import static io.remotegpu.contracts.gis.GisPathRule.Access.ADMIN;
import static io.remotegpu.contracts.gis.GisPathRule.Access.DATA;
import static io.remotegpu.contracts.gis.GisPathRule.Access.INTERNAL;
import static io.remotegpu.contracts.gis.GisVisibility.PRIVATE;
import static io.remotegpu.contracts.gis.GisVisibility.PUBLIC;
import static io.remotegpu.contracts.gis.GisVisibility.TOKEN;
import static io.remotegpu.gateway.gis.access.Verdict.ALLOWED;
import static io.remotegpu.gateway.gis.access.Verdict.FORBIDDEN;
import static io.remotegpu.gateway.gis.access.Verdict.HIDDEN;
import static io.remotegpu.gateway.gis.access.Verdict.UNKNOWN_CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.gis.GisAccess;
import io.remotegpu.contracts.gis.GisLimits;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import io.remotegpu.contracts.gis.GisVisibility;
import io.remotegpu.gateway.gis.access.Caller.Anonymous;
import io.remotegpu.gateway.gis.access.Caller.KeyHolder;
import io.remotegpu.gateway.gis.access.Caller.Person;
import io.remotegpu.gateway.gis.access.Caller.WrongKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccessDecisionTest {
    private static final CustomerId OWNER = new CustomerId(1);
    private static final Caller NOBODY = new Anonymous();
    private static final Caller GUESSER = new WrongKey();
    private static final Caller ADA = new Person(OWNER, false, true, true);
    private static final Caller ADAS_READING_TOKEN = new Person(OWNER, false, true, false);
    private static final Caller ADAS_OTHER_TOKEN = new Person(OWNER, false, false, false);
    private static final Caller EVE = new Person(new CustomerId(2), false, true, true);
    private static final Caller ADMINISTRATOR = new Person(new CustomerId(3), true, true, true);
    private static final Caller READER = key("gis-1", false);
    private static final Caller WRITER = key("gis-1", true);
    private static final Caller OTHERS_KEY = key("gis-2", true);

    // spotless:off
    static Stream<Arguments> table() {
        return Stream.of(
                //           visibility  path      caller               reads           writes
                expectation(PRIVATE,    DATA,     ADA,                 ALLOWED,        ALLOWED),
                expectation(PRIVATE,    DATA,     ADMINISTRATOR,       ALLOWED,        ALLOWED),
                expectation(PRIVATE,    DATA,     ADAS_READING_TOKEN,  ALLOWED,        FORBIDDEN),
                expectation(PRIVATE,    DATA,     ADAS_OTHER_TOKEN,    FORBIDDEN,      FORBIDDEN),
                expectation(PRIVATE,    DATA,     EVE,                 HIDDEN,         HIDDEN),
                expectation(PRIVATE,    DATA,     READER,              HIDDEN,         HIDDEN),
                expectation(PRIVATE,    DATA,     NOBODY,              UNKNOWN_CALLER, UNKNOWN_CALLER),
                expectation(PRIVATE,    DATA,     GUESSER,             UNKNOWN_CALLER, UNKNOWN_CALLER),
                expectation(PRIVATE,    ADMIN,    ADA,                 ALLOWED,        ALLOWED),
                expectation(PRIVATE,    ADMIN,    ADAS_READING_TOKEN,  FORBIDDEN,      FORBIDDEN),
                expectation(PRIVATE,    ADMIN,    EVE,                 HIDDEN,         HIDDEN),
                expectation(PRIVATE,    ADMIN,    NOBODY,              UNKNOWN_CALLER, UNKNOWN_CALLER),
                expectation(PRIVATE,    INTERNAL, ADA,                 HIDDEN,         HIDDEN),
                expectation(PRIVATE,    INTERNAL, ADMINISTRATOR,       HIDDEN,         HIDDEN),
                expectation(PRIVATE,    INTERNAL, NOBODY,              UNKNOWN_CALLER, UNKNOWN_CALLER),
                expectation(TOKEN,      DATA,     READER,              ALLOWED,        FORBIDDEN),
                expectation(TOKEN,      DATA,     WRITER,              ALLOWED,        ALLOWED),
                expectation(TOKEN,      DATA,     OTHERS_KEY,          HIDDEN,         HIDDEN),
                expectation(TOKEN,      DATA,     EVE,                 HIDDEN,         HIDDEN),
                expectation(TOKEN,      DATA,     GUESSER,             UNKNOWN_CALLER, UNKNOWN_CALLER),
                expectation(TOKEN,      ADMIN,    WRITER,              FORBIDDEN,      FORBIDDEN),
                expectation(TOKEN,      INTERNAL, WRITER,              HIDDEN,         HIDDEN),
                expectation(PUBLIC,     DATA,     NOBODY,              ALLOWED,        UNKNOWN_CALLER),
                expectation(PUBLIC,     DATA,     EVE,                 ALLOWED,        FORBIDDEN),
                expectation(PUBLIC,     DATA,     OTHERS_KEY,          ALLOWED,        FORBIDDEN),
                expectation(PUBLIC,     DATA,     GUESSER,             UNKNOWN_CALLER, UNKNOWN_CALLER),
                expectation(PUBLIC,     ADMIN,    NOBODY,              UNKNOWN_CALLER, UNKNOWN_CALLER),
                expectation(PUBLIC,     ADMIN,    EVE,                 FORBIDDEN,      FORBIDDEN),
                expectation(PUBLIC,     ADMIN,    ADA,                 ALLOWED,        ALLOWED),
                expectation(PUBLIC,     INTERNAL, NOBODY,              HIDDEN,         HIDDEN));
    }
    // spotless:on

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("table")
    void decides(GisVisibility visibility, Access access, Caller caller, Verdict reading, Verdict writing) {
        GisRoute route = route(visibility);

        assertThat(AccessDecision.of(route, access, false, caller)).isEqualTo(reading);
        assertThat(AccessDecision.of(route, access, true, caller)).isEqualTo(writing);
    }

    @Test
    void answersWhereNothingIsAsItAnswersWhereNothingMayBeKnown() {
        for (Caller caller : List.of(NOBODY, GUESSER, EVE, OTHERS_KEY)) {
            assertThat(AccessDecision.ofNothing(caller))
                    .isEqualTo(AccessDecision.of(route(PRIVATE), DATA, false, caller));
        }
    }

    private static Arguments expectation(
            GisVisibility visibility, Access access, Caller caller, Verdict reading, Verdict writing) {
        return Arguments.of(visibility, access, caller, reading, writing);
    }

    private static Caller key(String service, boolean mayWrite) {
        return new KeyHolder(
                new GisApiKey("key-1", new WorkloadId(service), "hash", mayWrite, null, List.of(), 0, false));
    }

    private static GisRoute route(GisVisibility visibility) {
        return new GisRoute(
                new WorkloadId("gis-1"),
                "abcdefghij",
                OWNER,
                "martin",
                GisRoute.State.STOPPED,
                null,
                null,
                visibility,
                new GisAccess(GisAccess.PathMode.PREFIX_NATIVE, List.of()),
                new GisLimits(1, 0, 0),
                false);
    }
}
