package io.remotegpu.workspace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.TestTokens;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import io.remotegpu.workspace.WorkspaceService;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;

class TimelineStreamIT extends RunningService {
    @Autowired
    private ConfigurableApplicationContext replica;

    private Api api;
    private long workspace;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
    }

    @Test
    void tellsWhatHappensToWhatOneMaySeeAndNothingElse() throws Exception {
        Api other = as(newCustomer());
        long elsewhere = other.workspace("elsewhere");
        try (StreamReader mine = StreamReader.open(api, null);
                StreamReader everything = StreamReader.open(admin(), null)) {
            String foreign = other.environment(elsewhere, 0);
            String id = runningEnvironment(api, workspace, 0);

            mine.await(id, "running");
            everything.await(foreign, "creating");
            everything.await(id, "running");
            assertThat(mine.events())
                    .extracting(StreamReader.Event::environment)
                    .containsOnly(id);
            assertThat(mine.events())
                    .extracting(StreamReader.Event::type)
                    .containsExactly("requested", "reserved", "running");
        }
    }

    @Test
    void goesOnWhereASubscriberWasCutOff() throws Exception {
        String id = api.environment(workspace, 0);
        List<StreamReader.Event> before;
        try (StreamReader first = StreamReader.open(api, "0-0")) {
            first.await(id, "creating");
            before = first.events();
        }
        publisher.publish(Facts.of(id).running(1));
        awaitStatus(api, id, "running");
        api.put("/environments/" + id + "/stop", null);

        try (StreamReader again = StreamReader.open(api, before.getLast().id())) {
            again.await(id, "stopping");
            assertThat(again.events())
                    .extracting(StreamReader.Event::type)
                    .containsExactly("running", "stop_requested");
        }
        assertThat(api.getWith("/environments/events", "Last-Event-ID", "yesterday")
                        .code())
                .isEqualTo(30_001);
    }

    @Test
    void hearsWhatAnotherReplicaDid() throws Exception {
        try (ConfigurableApplicationContext second = secondReplica()) {
            int port = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            try (StreamReader there = StreamReader.open(new Api(port, api.token()), null)) {
                String id = api.environment(workspace, 0);
                there.await(id, "creating");
                api.delete("/environments/" + id);
                there.await(id, "deleting");
            }
        }
    }

    private ConfigurableApplicationContext secondReplica() {
        return WorkspaceService.application()
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + property("spring.datasource.url"),
                        "--spring.datasource.username=" + property("spring.datasource.username"),
                        "--spring.datasource.password=",
                        "--spring.kafka.bootstrap-servers=" + property("spring.kafka.bootstrap-servers"),
                        "--remotegpu.security.jwks-uri=" + TestTokens.jwksUri());
    }

    private String property(String name) {
        return replica.getEnvironment().getRequiredProperty(name);
    }
}
