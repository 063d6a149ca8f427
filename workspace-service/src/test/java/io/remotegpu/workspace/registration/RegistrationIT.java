package io.remotegpu.workspace.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.workspace.RunningService;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegistrationIT extends RunningService {
    @Test
    void givesEverybodyOnePersonalWorkspaceHoweverOftenTheNewsComes() {
        long id = newCustomer();

        deliver(publisher.publish(registration(id)), 2);
        publisher.publish(registration(id));
        publisher.publish(new CustomerRegistered(
                new CustomerId(id), UUID.randomUUID(), "user" + id, "last@example.org", "external", "individual"));

        eventually(() -> assertThat(email(id)).isEqualTo("last@example.org"));
        assertThat(personalWorkspaces(id)).isEqualTo(1);
        assertThat(as(id).get("/workspaces")
                        .data()
                        .path("items")
                        .path(0)
                        .path("type")
                        .asString())
                .isEqualTo("personal");
    }

    @Test
    void catchesUpWithSomeoneWhoWasFasterThanTheNews() {
        long id = newCustomer();
        as(id).workspace("early bird");

        publisher.publish(registration(id));

        eventually(() -> assertThat(personalWorkspaces(id)).isEqualTo(1));
        assertThat(email(id)).isEqualTo("user" + id + "@example.org");
    }

    private String email(long id) {
        return inDatabase(jdbc -> jdbc.sql("select email from customers where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse("unknown"));
    }

    private long personalWorkspaces(long owner) {
        return inDatabase(
                jdbc -> jdbc.sql("select count(*) from workspaces where owner_id = :owner and type = 'personal'")
                        .param("owner", owner)
                        .query(Long.class)
                        .single());
    }
}
