package io.remotegpu.workspace.suspension;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuspensionIT extends RunningService {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void stopsWhatRunsAndRefusesNewUntilTheAccountIsBack() {
        long customer = registered();
        Api colleague = as(registered());
        long workspace = colleague.workspace("lab");
        join(colleague, workspace, customer, "member");
        String running = runningEnvironment(as(customer), workspace, 1);
        String stopped = runningEnvironment(as(customer), workspace, 0);
        colleague.put("/environments/" + stopped + "/stop", null);
        publisher.publish(Facts.of(stopped).stopped(1));
        awaitStatus(colleague, stopped, "stopped");

        deliver(at(NOON, new CustomerSuspended(new CustomerId(customer))), 2);

        topics.await(
                EnvStopRequested.class, event -> event.environmentId().value().equals(running));
        awaitStatus(colleague, running, "stopping");
        assertThat(colleague.put("/environments/" + stopped + "/start", null).code())
                .as("whoever asks, the account would use and pay it")
                .isEqualTo(20_006);
        assertThat(transfer(colleague, workspace, customer).code()).isEqualTo(20_006);
        publisher.publish(Facts.of(running).stopped(1));
        awaitStatus(colleague, running, "stopped");

        publisher.publish(at(NOON.plusSeconds(60), new CustomerReinstated(new CustomerId(customer))));

        eventually(() -> assertThat(colleague
                        .put("/environments/" + stopped + "/start", null)
                        .status())
                .isEqualTo(202));
        assertThat(colleague.get("/environments/" + running).text("status"))
                .as("nothing starts by itself")
                .isEqualTo("stopped");
    }

    @Test
    void believesTheNewerOfTwoFactsInWhateverOrderTheyCome() {
        long customer = registered();
        Api api = as(customer);
        long workspace = api.workspace("late news");
        CustomerId id = new CustomerId(customer);
        publisher.publish(at(NOON.plusSeconds(60), new CustomerReinstated(id)));

        publisher.publish(at(NOON, new CustomerSuspended(id)));

        // one customer's facts share a partition: when the last is known, the late one has been handled
        publisher.publish(at(NOON.plusSeconds(90), new CustomerReinstated(id)));
        eventually(() -> assertThat(statusAt(customer)).isEqualTo(NOON.plusSeconds(90)));
        assertThat(api.post("/environments", Api.environmentBody(workspace, 0)).status())
                .isEqualTo(202);
        assertThat(topics.messages(EnvStopRequested.class))
                .noneMatch(event -> event.actor().equals(id));
    }

    @Test
    void remembersASuspensionThatIsHeardOfBeforeTheRegistration() {
        long customer = newCustomer();
        publisher.publish(at(NOON, new CustomerSuspended(new CustomerId(customer))));
        eventually(() -> assertThat(known(customer)).containsExactly("customer-" + customer + " suspended"));

        publisher.publish(registration(customer));

        eventually(() -> assertThat(known(customer)).containsExactly("user" + customer + " suspended"));
    }

    @Test
    void givesWhatADeletedAccountOwnedToWhoIsNext() {
        long gone = registered();
        long heir = registered();
        long viewer = registered();
        long team = as(gone).workspace("inherited");
        long alone = as(gone).workspace("left alone");
        join(as(gone), team, viewer, "viewer");
        join(as(gone), team, heir, "admin");
        long others = as(heir).workspace("somebody else's");
        join(as(heir), others, gone, "member");
        String running = runningEnvironment(as(gone), team, 1);

        deliver(at(NOON, new CustomerDeleted(new CustomerId(gone))), 2);

        topics.await(
                WorkspaceMemberRemoved.class,
                event -> event.customerId().value() == gone
                        && event.workspaceId().value() == others);
        eventually(() ->
                assertThat(as(heir).get("/workspaces/" + team).text("my_role")).isEqualTo("owner"));
        assertThat(as(heir).get("/workspaces/" + team)
                        .data()
                        .path("member_count")
                        .asInt())
                .isEqualTo(2);
        assertThat(as(heir).get("/environments/" + running).text("status")).isEqualTo("stopping");
        assertThat(admin().get("/workspaces/" + alone).text("status")).isEqualTo("archived");
        assertThat(as(heir).get("/workspaces/" + others)
                        .data()
                        .path("member_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void opensThePersonalWorkspaceOfWhoeverComesBack() {
        long customer = registered();
        publisher.publish(at(NOON, new CustomerDeleted(new CustomerId(customer))));
        eventually(() -> assertThat(personal(customer)).isEqualTo("archived"));

        publisher.publish(at(NOON.plusSeconds(1), new CustomerReinstated(new CustomerId(customer))));

        eventually(() -> assertThat(personal(customer)).isEqualTo("active"));
    }

    @Test
    void letsSomebodyElseTakeAFreedAddress() {
        long before = registered();
        long after = newCustomer();
        var registration = registration(after);

        publisher.publish(new CustomerRegistered(
                registration.customerId(),
                registration.uuid(),
                registration.username(),
                "user" + before + "@example.org",
                "external",
                "individual"));

        eventually(() -> assertThat(as(after)
                        .get("/workspaces?type=personal")
                        .data()
                        .path("items")
                        .size())
                .isEqualTo(1));
    }

    private static Api.Answer transfer(Api api, long workspace, long to) {
        return api.post("/workspaces/" + workspace + "/transfer", "{\"customer_id\":" + to + "}");
    }

    private List<String> known(long customer) {
        return inDatabase(jdbc -> jdbc.sql("select username || ' ' || status from customers where id = :id")
                .param("id", customer)
                .query(String.class)
                .list());
    }

    private Instant statusAt(long customer) {
        return inDatabase(jdbc -> jdbc.sql("select status_at from customers where id = :id")
                .param("id", customer)
                .query((row, number) -> row.getObject("status_at", OffsetDateTime.class))
                .single()
                .toInstant());
    }

    private String personal(long owner) {
        return inDatabase(
                jdbc -> jdbc.sql("select status from workspaces where owner_id = :owner and type = 'personal'")
                        .param("owner", owner)
                        .query(String.class)
                        .single());
    }

    private static <M extends Message> Envelope<M> at(Instant time, M message) {
        return new Envelope<>(UUID.randomUUID(), "identity-service", time, null, message);
    }

    private static void join(Api owner, long workspace, long customer, String role) {
        assertThat(owner.post(
                                "/workspaces/" + workspace + "/members",
                                "{\"email\":\"user%d@example.org\",\"role\":\"%s\"}".formatted(customer, role))
                        .status())
                .isEqualTo(201);
    }
}
