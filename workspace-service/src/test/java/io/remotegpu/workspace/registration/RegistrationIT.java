package io.remotegpu.workspace.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.Test;

class RegistrationIT extends RunningService {
    @Test
    void givesEverybodyOnePersonalWorkspaceHoweverOftenTheNewsComes() {
        long id = newCustomer();

        deliver(publisher.publish(registration(id)), 2);
        publisher.publish(registration(id));

        long marker = registered();
        topics.await(WorkspaceCreated.class, event -> event.ownerId().value() == marker);
        eventually(() -> assertThat(personalWorkspaces(id)).isEqualTo(1));
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
        String email = inDatabase(jdbc -> jdbc.sql("select email from customers where id = :id")
                .param("id", id)
                .query(String.class)
                .single());
        assertThat(email).isEqualTo("user" + id + "@example.org");
    }

    private long personalWorkspaces(long owner) {
        return inDatabase(
                jdbc -> jdbc.sql("select count(*) from workspaces where owner_id = :owner and type = 'personal'")
                        .param("owner", owner)
                        .query(Long.class)
                        .single());
    }
}
