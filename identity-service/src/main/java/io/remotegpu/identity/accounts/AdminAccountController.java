package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
    private final AccountChanges changes;

    AdminAccountController(AccountList list, AccountChanges changes) {
        this.list = list;
        this.changes = changes;
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
        if (id <= 0) {
            throw PlatformException.notFound("user", id);
        }
        return ApiResponse.of(UserView.of(changes.changeStatus(caller, new CustomerId(id), body.status())));
    }

    record ChangeStatus(@NotNull AccountStatus status) {}
}
