package io.remotegpu.billing.prices;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/admin/billing/prices")
class PriceController {
    private final Prices prices;

    PriceController(Prices prices) {
        this.prices = prices;
    }

    @GetMapping
    ApiResponse<List<PricePlanView>> all(Caller caller) {
        caller.requireAdmin();
        return ApiResponse.of(prices.all().stream().map(PricePlanView::of).toList());
    }

    @PostMapping
    ResponseEntity<ApiResponse<PricePlanView>> add(@Valid @RequestBody NewPricePlan wanted, Caller caller) {
        caller.requireAdmin();
        PricePlanView added = PricePlanView.of(prices.add(wanted, caller));
        return ResponseEntity.created(URI.create("/api/v1/admin/billing/prices"))
                .body(ApiResponse.of(added));
    }

    /** Money is text in answers: a JSON number may lose digits on its way. */
    record PricePlanView(
            long id,
            Instant validFrom,
            @Nullable Instant validTo,
            @Nullable String customerType,
            @Nullable Long workspaceId,
            String currency,
            String gpuHour,
            String coreHour,
            String gibHour,
            String storageGibHour,
            String gisHour,
            List<GpuPriceView> gpuPrices) {
        static PricePlanView of(PricePlan plan) {
            return new PricePlanView(
                    plan.id(),
                    plan.validFrom(),
                    plan.validTo(),
                    plan.customerType(),
                    plan.workspaceId(),
                    plan.currency(),
                    plan.gpuHour().toPlainString(),
                    plan.coreHour().toPlainString(),
                    plan.gibHour().toPlainString(),
                    plan.storageGibHour().toPlainString(),
                    plan.gisHour().toPlainString(),
                    plan.gpuPrices().stream().map(GpuPriceView::of).toList());
        }
    }

    record GpuPriceView(String model, @Nullable String migProfile, String gpuHour) {
        static GpuPriceView of(PricePlan.GpuPrice price) {
            return new GpuPriceView(
                    price.model(), price.migProfile(), price.gpuHour().toPlainString());
        }
    }
}
