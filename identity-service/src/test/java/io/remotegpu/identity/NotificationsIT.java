package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NotificationKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class NotificationsIT extends PeopleWhoAreTold {
    @Test
    void areListedNewestFirstAndReadOneByOneOrAllAtOnce() {
        Person ada = person();
        for (int i = 0; i < 3; i++) {
            tell(ada, failure("train" + i));
        }
        JsonNode unread = Person.data(ada.get(PATH + "?is_read=false"), 200);
        assertThat(unread.path("pagination").path("total").asInt()).isEqualTo(3);
        JsonNode newest = unread.path("items").path(0);
        assertThat(newest.path("title").asString()).isEqualTo("Environment train2 failed");
        assertThat(newest.path("data").path("environment_id").asString()).isEqualTo("env-1");
        assertThat(newest.path("is_read").asBoolean()).isFalse();
        long id = newest.path("id").asLong();
        JsonNode read = Person.data(ada.send(HttpMethod.PUT, PATH + "/" + id + "/read", null), 200);
        assertThat(read.path("is_read").asBoolean()).isTrue();
        clock.advance(Duration.ofSeconds(5));
        JsonNode again = Person.data(ada.send(HttpMethod.PUT, PATH + "/" + id + "/read", null), 200);
        assertThat(again.path("read_at")).isEqualTo(read.path("read_at"));
        assertThat(Person.data(ada.send(HttpMethod.PUT, PATH + "/read-all", null), 200)
                        .path("read")
                        .asInt())
                .isEqualTo(2);
        assertThat(Person.data(ada.get(PATH + "?is_read=false"), 200).path("items"))
                .isEmpty();
        assertThat(Person.data(ada.get(PATH + "?is_read=true&kind=environment_failed&page_size=2"), 200)
                        .path("next_cursor")
                        .isString())
                .isTrue();
    }

    @Test
    void areNobodyElsesAndTakeNoNonsense() {
        Person ada = person();
        Person eve = person();
        tell(ada, failure("secret"));
        long id =
                Person.data(ada.get(PATH), 200).path("items").path(0).path("id").asLong();
        assertThat(Person.data(eve.get(PATH), 200).path("items")).isEmpty();
        eve.send(HttpMethod.PUT, PATH + "/" + id + "/read", null).expectStatus().isNotFound();
        eve.send(HttpMethod.PUT, PATH + "/read-all", null).expectStatus().isOk();
        assertThat(Person.data(ada.get(PATH + "?is_read=false"), 200).path("items"))
                .hasSize(1);
        for (String query : List.of("?is_read=perhaps", "?kind=gossip", "?colour=red")) {
            ada.get(PATH + query).expectStatus().isBadRequest();
        }
    }

    @Test
    void comeWhereAndInWhichLanguageTheirReaderWants() {
        Person ada = person();
        JsonNode before = Person.data(ada.get(PATH + "/preferences"), 200);
        assertThat(before.has("language")).isFalse();
        assertThat(before.path("kinds").path("environment_running").toString())
                .isEqualTo("{\"in_app\":true,\"mail\":false,\"webhook\":true}");
        JsonNode after = Person.data(
                ada.send(
                        HttpMethod.PUT,
                        PATH + "/preferences",
                        Map.of(
                                "language",
                                "zh-CN",
                                "kinds",
                                Map.of(
                                        "environment_failed", Map.of("in_app", false),
                                        "environment_running", Map.of("mail", true)))),
                200);
        assertThat(after.path("kinds").path("environment_running").path("mail").asBoolean())
                .isTrue();
        tell(ada, failure("silent"));
        tell(ada, new Notice(NotificationKind.ENVIRONMENT_RUNNING, Map.of("environment", "train", "host", "h1")));
        JsonNode items = Person.data(ada.get(PATH), 200).path("items");
        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("title").asString()).isEqualTo("环境 train 已运行");
        letterbox.awaitMail(ada.email(), "环境 silent 启动失败");
        letterbox.awaitMail(ada.email(), "环境 train 已运行");
        for (Object wrong : List.of(
                Map.of("kinds", Map.of("gossip", Map.of("mail", true))),
                Map.of("language", "tlh", "kinds", Map.of()),
                Map.of("kinds", Map.of("environment_failed", Map.of("pigeon", true))),
                Map.of())) {
            ada.send(HttpMethod.PUT, PATH + "/preferences", wrong)
                    .expectStatus()
                    .isBadRequest();
        }
        ada.send(HttpMethod.PUT, PATH + "/preferences", Map.of("kinds", Map.of()))
                .expectStatus()
                .isOk();
        assertThat(Person.data(ada.get(PATH + "/preferences"), 200)).isEqualTo(before);
    }
}
