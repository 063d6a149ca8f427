package io.remotegpu.workspace.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action, tried over HTTP by each of the five there are: owner, admin, member, viewer and somebody who is no member. */
class PermissionMatrixIT extends RunningService {
    private static final String ALL = "owner admin member viewer";
    private static final String WORKERS = "owner admin member";
    private static final String MANAGERS = "owner admin";
    private static final String OWNER = "owner";

    /** A workspace that an action may be tried on; what it does to it matters to no other. */
    record Place(long workspace, long colleague, String environment, long invitation) {}

    record Action(String name, String mayDo, BiFunction<Api, Place, Answer> attempt) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Somebody whom the others do something to. */
    private long colleague;

    static Stream<Action> actions() {
        return Stream.of(
                new Action("show", ALL, (api, at) -> api.get(path(at))),
                new Action("list members", ALL, (api, at) -> api.get(path(at) + "/members")),
                new Action("see the quota", ALL, (api, at) -> api.get(path(at) + "/quota")),
                new Action("rename", WORKERS, (api, at) -> api.patch(path(at), "{\"name\":\"renamed\"}")),
                new Action("archive", OWNER, (api, at) -> api.delete(path(at))),
                new Action(
                        "transfer",
                        OWNER,
                        (api, at) -> api.post(path(at) + "/transfer", "{\"customer_id\":" + at.colleague + "}")),
                new Action(
                        "add a member",
                        MANAGERS,
                        (api, at) -> api.post(
                                path(at) + "/members", "{\"email\":\"user1@example.org\",\"role\":\"viewer\"}")),
                new Action(
                        "change a role",
                        MANAGERS,
                        (api, at) -> api.patch(path(at) + "/members/" + at.colleague, "{\"role\":\"member\"}")),
                new Action("remove a member", MANAGERS, (api, at) -> api.delete(path(at) + "/members/" + at.colleague)),
                new Action(
                        "invite", MANAGERS, (api, at) -> api.post(path(at) + "/invitations", "{\"role\":\"viewer\"}")),
                new Action("list invitations", MANAGERS, (api, at) -> api.get(path(at) + "/invitations")),
                new Action(
                        "send an invitation again",
                        MANAGERS,
                        (api, at) -> api.post(path(at) + "/invitations/" + at.invitation + "/resend", "")),
                new Action(
                        "withdraw an invitation",
                        MANAGERS,
                        (api, at) -> api.delete(path(at) + "/invitations/" + at.invitation)),
                new Action("read the audit log", MANAGERS, (api, at) -> api.get(path(at) + "/audit-logs")),
                new Action(
                        "create an environment",
                        WORKERS,
                        (api, at) -> api.post("/environments", Api.environmentBody(at.workspace, 0))),
                new Action("see an environment", ALL, (api, at) -> api.get("/environments/" + at.environment)),
                new Action(
                        "see its timeline", ALL, (api, at) -> api.get("/environments/" + at.environment + "/events")),
                new Action(
                        "rename an environment",
                        WORKERS,
                        (api, at) -> api.patch("/environments/" + at.environment, "{\"name\":\"renamed\"}")),
                new Action(
                        "stop an environment",
                        WORKERS,
                        (api, at) -> api.put("/environments/" + at.environment + "/stop", null)),
                new Action(
                        "start an environment",
                        WORKERS,
                        (api, at) -> api.put("/environments/" + at.environment + "/start", null)),
                new Action(
                        "restart an environment",
                        WORKERS,
                        (api, at) -> api.put("/environments/" + at.environment + "/restart", null)),
                new Action(
                        "delete somebody's environment",
                        MANAGERS,
                        (api, at) -> api.delete("/environments/" + at.environment)));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void isAllowedToExactlyThoseOfTheTable(Action action) {
        colleague = registered();
        Map<String, Long> people =
                Map.of("owner", registered(), "admin", registered(), "member", registered(), "viewer", registered());
        people.forEach((role, id) -> {
            Answer answer = action.attempt.apply(as(id), place(people));
            if (List.of(action.mayDo.split(" ")).contains(role)) {
                assertThat(answer.code()).as(role).isNotIn(20_003, 40_001, 40_006);
                assertThat(answer.status()).as(role).isLessThan(500);
            } else {
                assertThat(answer.code()).as(role).isEqualTo(20_003);
            }
        });
        assertThat(action.attempt.apply(as(registered()), place(people)).status())
                .as("no member")
                .isEqualTo(404);
        assertThat(action.attempt.apply(admin(), place(people)).code())
                .as("administrator of the platform")
                .isNotIn(20_003, 40_001, 40_006);
    }

    private Place place(Map<String, Long> people) {
        Api owner = as(people.get("owner"));
        long workspace = owner.workspace("tried");
        List.of("admin", "member", "viewer").forEach(role -> join(owner, workspace, people.get(role), role));
        join(owner, workspace, colleague, "viewer");
        long invitation = owner.post("/workspaces/" + workspace + "/invitations", "{\"role\":\"viewer\"}")
                .data()
                .path("id")
                .asLong();
        return new Place(workspace, colleague, owner.environment(workspace, 0), invitation);
    }

    private static void join(Api owner, long workspace, long customer, String role) {
        owner.post(
                "/workspaces/" + workspace + "/members",
                "{\"email\":\"user%d@example.org\",\"role\":\"%s\"}".formatted(customer, role));
    }

    private static String path(Place at) {
        return "/workspaces/" + at.workspace;
    }
}
