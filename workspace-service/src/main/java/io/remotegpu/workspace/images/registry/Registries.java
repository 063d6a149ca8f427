package io.remotegpu.workspace.images.registry;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import org.springframework.stereotype.Component;

/** Opens sources of images. */
@Component
public class Registries {
    private final HttpClient http;
    private final RegistryProperties properties;

    Registries(RegistryProperties properties) {
        this.properties = properties;
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.timeout())
                // a redirect could carry the credentials anywhere
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /** @param prefix only repositories whose names begin so; empty for all */
    public ImageSource oci(RegistryAddress address, String prefix) {
        return new OciRegistry(client(address), address, properties, prefix);
    }

    public ImageSource harbor(RegistryAddress address, String project) {
        return new HarborProject(client(address), address, properties, project);
    }

    private RegistryClient client(RegistryAddress address) {
        return new RegistryClient(http, address, properties.timeout());
    }
}
