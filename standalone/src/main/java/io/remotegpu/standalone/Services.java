package io.remotegpu.standalone;

import io.remotegpu.billing.BillingService;
import io.remotegpu.gateway.GatewayService;
import io.remotegpu.gis.GisService;
import io.remotegpu.identity.IdentityService;
import io.remotegpu.scheduler.SchedulerService;
import io.remotegpu.workspace.WorkspaceService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services of the platform and what each is told about the others: the same properties a deployment would set. */
final class Services {
    private final StateFolder folder;
    private final PortPlan ports;
    private final Duration lostHostGrace;

    private Services(StateFolder folder, PortPlan ports, Duration lostHostGrace) {
        this.folder = folder;
        this.ports = ports;
        this.lostHostGrace = lostHostGrace;
    }

    /** Starts all of them side by side; none needs another in order to start. */
    static List<Future<Service>> startAll(
            ExecutorService starters, StateFolder folder, PortPlan ports, Duration lostHostGrace) {
        Services services = new Services(folder, ports, lostHostGrace);
        return List.of(
                services.start(starters, "identity", IdentityService::application, services.identity()),
                services.start(starters, "scheduler", SchedulerService::application, services.scheduler()),
                services.start(starters, "workspace", WorkspaceService::application, services.workspace()),
                services.start(starters, "billing", BillingService::application, services.billing()),
                services.start(starters, "gis", GisService::application, services.gis()),
                services.start(starters, "gateway", GatewayService::application, services.gateway()));
    }

    private Future<Service> start(
            ExecutorService starters,
            String name,
            Supplier<SpringApplicationBuilder> application,
            List<String> settings) {
        String[] arguments = settings.stream().map(setting -> "--" + setting).toArray(String[]::new);
        return starters.submit(() -> Service.start(name, application.get(), arguments));
    }

    private List<String> identity() {
        List<String> settings = withDatabase("identity", ports.identity());
        settings.add("identity.first-admin.password=" + folder.adminPassword());
        settings.add("identity.signing.encryption-key=" + folder.encryptionKey());
        settings.add("identity.login.redis-url=redis://127.0.0.1:" + ports.redis());
        return settings;
    }

    private List<String> workspace() {
        // Row-level security binds the service itself; migrations and the relay are the owner's.
        String application = EmbeddedPostgresServer.WORKSPACE_APPLICATION;
        List<String> settings = withDatabase("workspace", application, ports.workspace());
        settings.add("spring.flyway.user=workspace");
        settings.add("spring.flyway.password=workspace");
        return settings;
    }

    private List<String> scheduler() {
        List<String> settings = withDatabase("scheduler", ports.scheduler());
        settings.add("scheduler.hosts.unknown-after=" + lostHostGrace);
        settings.add("scheduler.enrollment.agent-servers=" + ports.kafkaAgentServers());
        settings.add("scheduler.enrollment.security-protocol=SASL_PLAINTEXT");
        settings.add("scheduler.enrollment.first-token=" + folder.enrollmentToken());
        settings.add("scheduler.moving.address=" + ports.gatewayUrl());
        settings.add("scheduler.enrollment.first-host=" + folder.hostId());
        return settings;
    }

    private List<String> billing() {
        return withDatabase("billing", ports.billing());
    }

    private List<String> gis() {
        List<String> settings = withDatabase("gis", ports.gis());
        settings.add("gis.secrets.keys=" + folder.gisSecretsKey());
        settings.add("gis.wake.secret=" + folder.gisWakeSecret());
        settings.add("gis.services.public-base=" + ports.gatewayUrl());
        return settings;
    }

    private List<String> gateway() {
        List<String> settings = common(ports.gateway());
        settings.add("gateway.services.identity=http://127.0.0.1:" + ports.identity());
        settings.add("gateway.services.workspace=http://127.0.0.1:" + ports.workspace());
        settings.add("gateway.services.scheduler=http://127.0.0.1:" + ports.scheduler());
        settings.add("gateway.services.billing=http://127.0.0.1:" + ports.billing());
        settings.add("gateway.services.gis=http://127.0.0.1:" + ports.gis());
        settings.add("gateway.gis.wake-secret=" + folder.gisWakeSecret());
        return settings;
    }

    private List<String> withDatabase(String name, int port) {
        return withDatabase(name, name, port);
    }

    private List<String> withDatabase(String name, String role, int port) {
        List<String> settings = common(port);
        settings.add("spring.datasource.url=jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + name);
        settings.add("spring.datasource.username=" + role);
        settings.add("spring.datasource.password=" + role);
        return settings;
    }

    private List<String> common(int port) {
        return new ArrayList<>(List.of(
                "server.address=127.0.0.1",
                "server.port=" + port,
                "spring.kafka.bootstrap-servers=" + ports.kafkaServers(),
                "spring.data.redis.host=127.0.0.1",
                "spring.data.redis.port=" + ports.redis(),
                "remotegpu.security.jwks-uri=" + ports.jwksUri()));
    }
}
