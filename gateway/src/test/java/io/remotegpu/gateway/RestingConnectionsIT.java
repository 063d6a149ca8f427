package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.gis.GisAccess.PathMode;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisVisibility;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RestingConnectionsIT extends GisTestBase {
    @Test
    void readsAgainOnANewConnectionWhatACloseLeftUnheard() throws Exception {
        try (RestingConnections instance = new RestingConnections()) {
            announce(at(instance), 200);

            assertThat(ask("/tiles/0/0/0").statusCode()).isEqualTo(200);
            assertThat(instance.heard()).isEqualTo(3);
        }
    }

    @Test
    void writesNothingTwice() throws Exception {
        try (RestingConnections instance = new RestingConnections()) {
            announce(at(instance), 200);

            HttpResponse<String> answer = send(post(requestAs(GisFacts.OWNER, path + "/tiles")));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(instance.heard()).isEqualTo(2);
        }
    }

    private GisRoute at(RestingConnections instance) {
        GisEndpoint endpoint = new GisEndpoint("127.0.0.1", instance.port(), 1);
        return GisFacts.running(key, GisVisibility.PRIVATE, GisFacts.WIDE, PathMode.PREFIX_NATIVE, endpoint);
    }
}
