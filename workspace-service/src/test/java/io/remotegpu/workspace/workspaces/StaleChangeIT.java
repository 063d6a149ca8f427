package io.remotegpu.workspace.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.Test;

class StaleChangeIT extends RunningService {
    @Test
    void refusesAChangeOfAWorkspaceThatSomebodyElseChangedMeanwhile() {
        Api owner = as(newCustomer());
        String path = "/workspaces/" + owner.workspace("vision lab");
        String seen = owner.get(path).etag();

        Answer first = owner.patchIfMatch(path, "{\"description\":\"first\"}", seen);
        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        Answer second = owner.patchIfMatch(path, "{\"description\":\"second\"}", seen);

        assertThat(second.status()).isEqualTo(412);
        assertThat(second.code()).isEqualTo(40_008);
        assertThat(owner.get(path).text("description")).isEqualTo("first");
        assertThat(owner.get(path).etag()).isEqualTo(first.etag()).isNotEqualTo(seen);
    }
}
