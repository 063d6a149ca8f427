package io.remotegpu.workspace.spending;

import static io.remotegpu.workspace.spending.Said.at;
import static io.remotegpu.workspace.spending.Said.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkspaceBudgetIT extends RunningService {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void blocksEverybodyInAWorkspaceWhoseBudgetIsUsedUpAndNobodyElsewhere() {
        CustomerId owner = new CustomerId(registered());
        CustomerId member = new CustomerId(registered());
        Api api = as(member.value());
        long workspace = as(owner.value()).workspace("spent");
        Said.join(as(owner.value()), workspace, member);
        long elsewhere = api.workspace("elsewhere");
        String inside = runningEnvironment(api, workspace, 1);
        String outside = runningEnvironment(api, elsewhere, 1);
        WorkspaceId id = new WorkspaceId(workspace);

        publisher.publish(at(NOON, new SpendingBlocked(owner, id, "budget", ids(inside, outside))));

        awaitStatus(api, inside, "stopping");
        assertThat(api.get("/environments/" + inside).text("status_reason"))
                .isEqualTo("the budget of workspace " + workspace + " is used up");
        assertThat(api.get("/environments/" + outside).text("status")).isEqualTo("running");
        Answer refused = request(member.value(), workspace);
        assertThat(refused.code()).isEqualTo(40_007);
        assertThat(refused.details().path("workspace_id").asLong()).isEqualTo(workspace);
        assertThat(request(member.value(), elsewhere).status()).isEqualTo(202);

        // said by whoever set it last
        publisher.publish(at(NOON.plusSeconds(60), new SpendingAllowed(member, id, "budget")));

        eventually(() -> assertThat(request(member.value(), workspace).status()).isEqualTo(202));
    }

    private Answer request(long customer, long workspace) {
        return as(customer).post("/environments", Api.environmentBody(workspace, 0));
    }
}
