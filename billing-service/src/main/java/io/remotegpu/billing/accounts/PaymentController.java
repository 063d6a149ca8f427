package io.remotegpu.billing.accounts;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where payment providers tell of payments. Open without login: the signature says who speaks. */
@RestController
@RequestMapping("/api/v1/billing/payments")
class PaymentController {
    private final List<PaymentProvider> providers;
    private final Accounts accounts;

    PaymentController(List<PaymentProvider> providers, Accounts accounts) {
        this.providers = providers;
        this.accounts = accounts;
    }

    /** A payment that is told of again is answered alike and booked once. */
    @PostMapping("/{provider}/webhook")
    ApiResponse<Map<String, Object>> paid(
            @PathVariable("provider") String name,
            @RequestBody String body,
            @RequestHeader(name = "X-Signature", defaultValue = "") String signature) {
        PaymentProvider provider = providers.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> PlatformException.notFound("payment_provider", name));
        Payment payment = provider.read(body, signature);
        accounts.book(new Booking(
                payment.customerId(),
                payment.currency(),
                "payment",
                payment.amount(),
                name + ":" + payment.eventId(),
                null,
                null));
        return ApiResponse.empty();
    }
}
