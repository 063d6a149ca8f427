package io.remotegpu.identity.health;

import io.remotegpu.web.ApiResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Health")
class HealthController {
    private final JdbcClient jdbc;

    HealthController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers from the database, so that "up" means able to serve; without it the answer is 503. */
    @Operation(summary = "Whether this service can serve")
    @GetMapping("/api/v1/health")
    ApiResponse<HealthView> health() {
        jdbc.sql("select 1").query(Integer.class).single();
        return ApiResponse.of(new HealthView("identity-service", "up"));
    }

    record HealthView(String service, String status) {}
}
