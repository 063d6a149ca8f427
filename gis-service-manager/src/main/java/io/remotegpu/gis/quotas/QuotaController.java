package io.remotegpu.gis.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Quotas of GIS services")
class QuotaController {
    private static final String OF_USER = "/api/v1/admin/user-services/quotas/{customer}";

    private final QuotaLedger ledger;
    private final StorageLedger storage;
    private final QuotaProperties properties;
    private final DescriptorCatalog catalog;

    QuotaController(QuotaLedger ledger, StorageLedger storage, QuotaProperties properties, DescriptorCatalog catalog) {
        this.ledger = ledger;
        this.storage = storage;
        this.properties = properties;
        this.catalog = catalog;
    }

    @Operation(summary = "What you may have and what you use")
    @GetMapping("/api/v1/user-services/resource-usage")
    ApiResponse<ResourceUsage> usage(Caller caller) {
        return ApiResponse.of(usage(caller.id()));
    }

    @Operation(summary = "What a user may have and uses")
    @GetMapping(OF_USER)
    ApiResponse<ResourceUsage> show(Caller caller, @PathVariable @Positive long customer) {
        caller.requireAdmin();
        return ApiResponse.of(usage(new CustomerId(customer)));
    }

    @Operation(summary = "Give a user a plan, until it expires; what already exists stays")
    @PutMapping(OF_USER)
    ApiResponse<ResourceUsage> change(
            Caller caller, @PathVariable @Positive long customer, @Valid @RequestBody NewQuota body) {
        caller.requireAdmin();
        ledger.change(new CustomerId(customer), body.over(properties.plan(body.quotaType())), caller.id());
        return ApiResponse.of(usage(new CustomerId(customer)));
    }

    private ResourceUsage usage(CustomerId user) {
        List<String> types = catalog.types().stream().map(ServiceType::name).toList();
        return ResourceUsage.of(ledger.quota(user), ledger.usage(user), storage.exceeding(user), types);
    }
}
