package io.remotegpu.web;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service with nothing but controllers. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class SampleApplication {
    record Gpu(@Max(8) int gpuCount, @NotBlank String modelName) {}

    record NewSample(@NotBlank String name, @Valid Gpu gpuSpec) {}

    record Sample(long id, String createdAt) implements Tagged {}

    @RestController
    @RequestMapping("/api/v1")
    static class SampleController {
        @GetMapping("/me")
        ApiResponse<Caller> me(Caller caller) {
            return ApiResponse.of(caller);
        }

        @GetMapping("/admin/samples")
        ApiResponse<Map<String, Object>> admin() {
            return ApiResponse.empty();
        }

        @GetMapping("/public")
        @DeprecatedPath(sunset = "2027-06-30")
        ApiResponse<Map<String, Object>> open() {
            return ApiResponse.empty();
        }

        @PostMapping("/samples")
        ApiResponse<NewSample> create(@Valid @RequestBody NewSample body) {
            return ApiResponse.of(body);
        }

        @GetMapping("/samples/{id}")
        ApiResponse<Long> one(@PathVariable long id) {
            return switch ((int) id) {
                case 1 -> throw new IllegalStateException("secret inside");
                case 2 ->
                    throw new PlatformException(ErrorCode.ACCOUNT_LOCKED, "locked for 5 s", Map.of("retry_after_s", 5));
                default -> ApiResponse.of(id);
            };
        }

        @GetMapping("/tagged/{id}")
        ApiResponse<Sample> tagged(@PathVariable long id) {
            return ApiResponse.of(new Sample(id, "2026-01-01T00:00:00Z"));
        }

        @PatchMapping("/tagged/{id}")
        ApiResponse<Sample> change(@PathVariable long id, Precondition precondition) {
            precondition.require(new Sample(id, "2026-01-01T00:00:00Z"));
            return ApiResponse.of(new Sample(id, "2026-02-01T00:00:00Z"));
        }

        @GetMapping("/failures/{code}")
        ApiResponse<Void> failure(@PathVariable ErrorCode code) {
            throw new PlatformException(code, "as asked for");
        }

        @GetMapping("/samples")
        ApiResponse<PageView<Sample>> list(
                @RequestParam(name = "owner", required = false) String owner,
                @Listing(
                                sort = {"created_at", "name"},
                                defaultSort = "-created_at",
                                filters = "status",
                                cursor = true)
                        PageQuery query) {
            List<Sample> items = List.of(new Sample(3, "2026-01-02T00:00:00Z"), new Sample(2, "2026-01-01T00:00:00Z"));
            return ApiResponse.of(PageView.of(
                    query, items, 41, (item, column) -> column.equals("id") ? item.id() : item.createdAt()));
        }
    }
}
