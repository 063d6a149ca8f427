package io.remotegpu.workspace.environments;

import io.remotegpu.web.ApiResponse;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/** The answer to a wish: 202, since it goes on in the background, with the environment, which says how far it is. */
final class Accepted {
    private Accepted() {}

    static ResponseEntity<ApiResponse<EnvironmentView>> of(Environment environment) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/environments/" + environment.id()))
                .body(ApiResponse.of(EnvironmentView.of(environment)));
    }
}
