package io.remotegpu.identity.sso;

import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
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

/** Who the caller is at the provider. */
@RestController
@WhenSsoIsOn
@Tag(name = "Single sign-on")
@RequestMapping("/api/v1/users/me/identities")
class SsoIdentityController {
    private static final String PATH = "/api/v1/users/me/identities/";

    private final SsoLinks links;
    private final SsoIdentities identities;

    SsoIdentityController(SsoLinks links, SsoIdentities identities) {
        this.links = links;
        this.identities = identities;
    }

    @Operation(summary = "Who you are at the provider of single sign-on")
    @GetMapping
    ApiResponse<Identities> list(Caller caller) {
        return ApiResponse.of(new Identities(identities.of(caller.id())));
    }

    @Operation(summary = "Link your account with the code of a single sign-on, in the browser that began it")
    @PostMapping
    ResponseEntity<ApiResponse<SsoIdentity>> link(
            Caller caller, @Valid @RequestBody SsoCode body, HttpServletRequest request) {
        Secret browser = BrowserCookie.in(request).orElseThrow(SsoCode::worthless);
        SsoIdentity linked = links.link(caller, body.code(), browser);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create(PATH + linked.id()))
                .body(ApiResponse.of(linked));
    }

    @Operation(summary = "Unlink your account; a password can be set by mail")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(Caller caller, @PathVariable long id) {
        links.unlink(caller, id);
    }

    record Identities(List<SsoIdentity> items) {}
}
