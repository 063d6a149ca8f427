package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everybody's accounts, for administrators. */
@RestController
@Tag(name = "Administration of accounts")
@RequestMapping("/api/v1/admin/users")
class AdminAccountController {
    private final AccountList list;
    private final Administration administration;

    AdminAccountController(AccountList list, Administration administration) {
        this.list = list;
        this.administration = administration;
    }

    @Operation(summary = "Everybody's accounts")
    @GetMapping
    ApiResponse<PageView<UserView>> list(
            Caller caller,
            @Listing(
                            sort = {"created_at", "username", "email"},
                            filters = {
                                "status",
                                "user_type",
                                "account_type",
                                "username",
                                "email",
                                "created_after",
                                "created_before"
                            },
                            cursor = true)
                    PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(list.page(query));
    }

    @Operation(
            summary =
                    "Suspend, delete or reactivate an account; unless active, its logins end and its SSH keys open nothing")
    @PutMapping("/{id}/status")
    ApiResponse<UserView> changeStatus(Caller caller, @PathVariable long id, @Valid @RequestBody ChangeStatus body) {
        caller.requireAdmin();
        return ApiResponse.of(UserView.of(administration.changeStatus(caller, customer(id), body.status())));
    }

    @Operation(summary = "Change what an account may do, and whom it bills; its access tokens must be refreshed")
    @PutMapping("/{id}/type")
    ApiResponse<UserView> changeType(Caller caller, @PathVariable long id, @Valid @RequestBody ChangeType body) {
        caller.requireAdmin();
        if (body.userType() == null && body.accountType() == null) {
            throw FieldError.refuse("user_type", "or account_type must be given");
        }
        return ApiResponse.of(
                UserView.of(administration.changeType(customer(id), body.userType(), body.accountType())));
    }

    private static CustomerId customer(long id) {
        if (id <= 0) {
            throw PlatformException.notFound("user", id);
        }
        return new CustomerId(id);
    }

    record ChangeType(@Nullable UserType userType, @Nullable AccountType accountType) {}

    record ChangeStatus(@NotNull AccountStatus status) {}
}
