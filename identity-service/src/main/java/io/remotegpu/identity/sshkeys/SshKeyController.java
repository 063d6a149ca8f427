package io.remotegpu.identity.sshkeys;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "SSH keys")
@RequestMapping("/api/v1/users/me/ssh-keys")
class SshKeyController {
    private final SshKeys keys;
    private final SshKeyRegistry registry;

    SshKeyController(SshKeys keys, SshKeyRegistry registry) {
        this.keys = keys;
        this.registry = registry;
    }

    @Operation(summary = "Your SSH keys")
    @GetMapping
    ApiResponse<PageView<SshKey>> list(Caller caller, @Listing(sort = {"created_at", "name"}) PageQuery query) {
        return ApiResponse.of(keys.page(caller.id(), query));
    }

    @Operation(summary = "Register a public key; it opens your running environments at once")
    @PostMapping
    @Answers(value = HttpStatus.CREATED, refuses = ErrorCode.ALREADY_EXISTS)
    ResponseEntity<ApiResponse<SshKey>> add(Caller caller, @Valid @RequestBody NewSshKey body) {
        SshPublicKey publicKey = SshPublicKey.parse(body.publicKey());
        SshKey key = registry.add(caller.id(), body.nameOr(publicKey.comment()), publicKey);
        return ResponseEntity.created(URI.create("/api/v1/users/me/ssh-keys/" + key.id()))
                .body(ApiResponse.of(key));
    }

    @Operation(summary = "Remove a key; it opens nothing any more, running environments included")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable long id) {
        registry.remove(caller.id(), id);
    }

    /** @param name how the owner tells it from others; the key's own comment if not given */
    record NewSshKey(
            @Nullable @Size(max = 64) String name,
            @NotBlank @Size(max = 8192) String publicKey) {
        private static final int LONGEST_NAME = 64;

        String nameOr(String comment) {
            String chosen = name == null || name.isBlank() ? comment : name.strip();
            String some = chosen.isEmpty() ? "key" : chosen;
            return some.length() <= LONGEST_NAME ? some : some.substring(0, LONGEST_NAME);
        }
    }
}
