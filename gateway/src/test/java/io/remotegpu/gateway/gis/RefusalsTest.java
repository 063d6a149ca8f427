package io.remotegpu.gateway.gis;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.gis.GisAccess;
import io.remotegpu.contracts.gis.GisLimits;
import io.remotegpu.contracts.gis.GisVisibility;
import io.remotegpu.gateway.gis.access.Caller;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class RefusalsTest {
    private static final CustomerId OWNER = new CustomerId(1);
    private static final WorkloadId SERVICE = new WorkloadId("gis-1");
    private static final String WHY = "no answer from node-7.internal";

    @Test
    void tellsTheOwnerAndAdministratorsWhyAnInstanceDoesNotRun() {
        PlatformException toOwner = refused(new Caller.Person(OWNER, false, true, true));
        PlatformException toAdministrator = refused(new Caller.Person(new CustomerId(3), true, true, true));

        assertThat(toOwner).hasMessageContaining(WHY);
        assertThat(toOwner.details().get("why")).isEqualTo(WHY);
        assertThat(toAdministrator.details().get("why")).isEqualTo(WHY);
    }

    @Test
    void tellsOthersTheStateAlone() {
        GisApiKey key = new GisApiKey("key-1", SERVICE, "hash", true, null, List.of(), 0, false);
        List<Caller> others = List.of(
                new Caller.Anonymous(),
                new Caller.KeyHolder(key),
                new Caller.Person(new CustomerId(2), false, true, true));

        assertThat(others).map(RefusalsTest::refused).allSatisfy(refused -> {
            assertThat(refused).hasMessage("the instance is error");
            assertThat(refused.details().get("status")).isEqualTo("error");
            assertThat(refused.details().get("why")).isEqualTo("");
        });
    }

    private static PlatformException refused(Caller caller) {
        GisRoute route = new GisRoute(
                SERVICE,
                "abcdefghij",
                OWNER,
                "martin",
                GisRoute.State.ERROR,
                WHY,
                null,
                GisVisibility.PUBLIC,
                new GisAccess(GisAccess.PathMode.PREFIX_NATIVE, List.of()),
                new GisLimits(1, 0, 0),
                false);
        return Refusals.notRunning(
                MockServerWebExchange.from(MockServerHttpRequest.get("/s/abcdefghij")), route, caller);
    }
}
