package io.remotegpu.billing.accounts;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class AccountController {
    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * An account as its owner sees it; money is text.
     *
     * @param running what runs now comes to beyond what is charged
     * @param available what may still be spent; missing without a limit
     */
    record AccountView(
            String currency,
            String mode,
            @Nullable String creditLimit,
            String balance,
            String running,
            @Nullable String available,
            String state,
            @Nullable Instant graceUntil) {
        static AccountView of(Account account) {
            return new AccountView(
                    account.currency(),
                    account.mode().wireName(),
                    text(account.creditLimit()),
                    account.balance().toPlainString(),
                    account.running().toPlainString(),
                    text(account.available()),
                    account.state().name().toLowerCase(Locale.ROOT),
                    account.graceUntil());
        }

        private static @Nullable String text(@Nullable BigDecimal money) {
            return money == null ? null : money.toPlainString();
        }
    }

    /** @param reference books once: the number of a transfer, for example */
    record NewCredit(
            @NotNull @Positive Long customerId,

            @NotNull @Positive @DecimalMax("1000000") @Digits(integer = 7, fraction = 6)
            BigDecimal amount,

            @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
            @Size(max = 100) @Nullable String reference,
            @Size(max = 500) @Nullable String note) {}

    record NewTerms(
            @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,

            @NotNull @Pattern(regexp = "prepaid|postpaid", message = "must be prepaid or postpaid")
            String mode,

            @PositiveOrZero @DecimalMax("1000000000") @Digits(integer = 10, fraction = 6) @Nullable
            BigDecimal creditLimit,

            @PositiveOrZero @DecimalMax("1000000000") @Digits(integer = 10, fraction = 6) @Nullable
            BigDecimal lowBalance) {}

    /** The caller's accounts, one for each currency that was ever used. */
    @GetMapping("/billing/balance")
    ApiResponse<List<AccountView>> mine(Caller caller) {
        return ApiResponse.of(views(caller.id().value()));
    }

    /** Books what a customer paid. */
    @PostMapping("/admin/billing/credits")
    ResponseEntity<ApiResponse<List<AccountView>>> credit(@Valid @RequestBody NewCredit credit, Caller caller) {
        caller.requireAdmin();
        String reference = credit.reference() == null ? null : "admin:" + credit.reference();
        boolean booked = accounts.book(new Booking(
                credit.customerId(),
                credit.currency(),
                "top_up",
                credit.amount(),
                reference,
                credit.note(),
                caller.id().value()));
        if (!booked) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS, "reference " + credit.reference() + " is booked already; use another");
        }
        return ResponseEntity.created(URI.create("/api/v1/admin/billing/accounts/" + credit.customerId()))
                .body(ApiResponse.of(views(credit.customerId())));
    }

    @GetMapping("/admin/billing/accounts/{customer}")
    ApiResponse<List<AccountView>> of(@PathVariable("customer") long customer, Caller caller) {
        caller.requireAdmin();
        return ApiResponse.of(views(customer));
    }

    /** Without a credit limit a postpaid account has none. */
    @PutMapping("/admin/billing/accounts/{customer}")
    ApiResponse<List<AccountView>> terms(
            @PathVariable("customer") long customer, @Valid @RequestBody NewTerms terms, Caller caller) {
        caller.requireAdmin();
        accounts.terms(
                customer,
                terms.currency(),
                Mode.valueOf(terms.mode().toUpperCase(Locale.ROOT)),
                terms.creditLimit(),
                Objects.requireNonNullElse(terms.lowBalance(), BigDecimal.TEN));
        return ApiResponse.of(views(customer));
    }

    private List<AccountView> views(long customer) {
        return accounts.of(customer).stream().map(AccountView::of).toList();
    }
}
