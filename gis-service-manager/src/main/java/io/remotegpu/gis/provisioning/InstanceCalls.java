package io.remotegpu.gis.provisioning;

import io.remotegpu.gis.rendering.ProvisioningCall;
import io.remotegpu.gis.services.Launch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Says things to an instance as its administrator, by HTTP and in order. */
@Component
class InstanceCalls {
    private final HttpClient http;
    private final ProvisioningProperties properties;

    InstanceCalls(ProvisioningProperties properties) {
        this.properties = properties;
        this.http =
                HttpClient.newBuilder().connectTimeout(properties.patience()).build();
    }

    /** @throws InstanceRefusal for the first that is not done */
    void say(URI endpoint, Launch launch) {
        String base = endpoint + "/s/" + launch.service().instanceKey();
        String credentials = credentials(launch);
        launch.rendered().provisioning().forEach(call -> say(base, credentials, call));
    }

    private void say(String base, String credentials, ProvisioningCall call) {
        String probe = call.probe();
        if (probe == null) {
            require(call, send(base, credentials, call.method(), call.path(), call));
        } else if (isThere(base, credentials, call, probe)) {
            if (call.updates()) {
                require(call, send(base, credentials, "PUT", probe, call));
            }
        } else {
            require(call, send(base, credentials, call.method(), call.path(), call));
        }
    }

    private boolean isThere(String base, String credentials, ProvisioningCall call, String probe) {
        HttpRequest request = request(base + probe, credentials).GET().build();
        int status = status(request, call);
        if (status != 200 && status != 404) {
            require(call, status);
        }
        return status == 200;
    }

    private int send(String base, String credentials, String method, String path, ProvisioningCall call) {
        HttpRequest request = request(base + path, credentials)
                .header("Content-Type", call.contentType())
                .method(method, BodyPublishers.ofString(call.body()))
                .build();
        return status(request, call);
    }

    private int status(HttpRequest request, ProvisioningCall call) {
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException failure) {
            throw new InstanceRefusal(call + " got no answer");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InstanceRefusal(call + " was interrupted");
        }
    }

    private HttpRequest.Builder request(String address, String credentials) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(properties.patience())
                .header("Accept", "application/json")
                .header("Authorization", credentials);
    }

    private static void require(ProvisioningCall call, int status) {
        if (status == 401 || status == 403) {
            throw new InstanceRefusal(
                    "the instance refuses its administrator; set admin_password to the one that it has now");
        }
        if (status / 100 != 2) {
            throw new InstanceRefusal(call + " was answered " + status);
        }
    }

    private static String credentials(Launch launch) {
        return Objects.requireNonNull(launch.descriptor().login(), "what is told something has a login")
                .authorization(launch.configuration().content());
    }
}
