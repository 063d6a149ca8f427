package io.remotegpu.gis.signin;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.gis.GisHeaders;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.descriptors.Descriptor;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.idle.WakeGuard;
import io.remotegpu.gis.services.Launches;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.UserService;
import io.remotegpu.web.ApiResponse;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** For the gateway, which alone knows the secret: what it shows an instance in the name of its owner, whose own token the instance must not see. */
@RestController
@Hidden
class SignInController {
    private final WakeGuard guard;
    private final ServiceDirectory services;
    private final DescriptorCatalog types;
    private final Launches launches;

    SignInController(WakeGuard guard, ServiceDirectory services, DescriptorCatalog types, Launches launches) {
        this.guard = guard;
        this.services = services;
        this.types = types;
        this.launches = launches;
    }

    @PostMapping("/internal/user-services/{workload}/sign-in")
    ApiResponse<SignIn> signIn(
            @PathVariable String workload,
            @RequestHeader(name = GisHeaders.WAKE_SECRET, required = false) @Nullable String secret) {
        guard.require(secret);
        UserService service = WorkloadIds.find(workload)
                .flatMap(services::find)
                .orElseThrow(() -> PlatformException.notFound("user_service", workload));
        Descriptor.Login login = types.require(service.type()).descriptor().login();
        return ApiResponse.of(
                login == null
                        ? SignIn.NONE
                        : new SignIn(
                                login.authorization(
                                        launches.configuration(service.id()).content()),
                                login.paths()));
    }
}
