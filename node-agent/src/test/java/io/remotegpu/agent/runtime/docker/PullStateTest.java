package io.remotegpu.agent.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.runtime.PullProgress;
import org.junit.jupiter.api.Test;

class PullStateTest {
    private final PullState state = new PullState();

    @Test
    void addsUpWhatTheEngineTellsOfEachLayer() {
        state.see("2.9", "Pulling from team/torch", null, null);
        state.see("a1", "Already exists", null, null);
        state.see("b2", "Pulling fs layer", null, null);
        state.see("c3", "Pulling fs layer", null, null);
        state.see("c3", "Waiting", null, null);
        assertThat(state.progress()).isEqualTo(new PullProgress(3, 1, 0, 0));

        state.see("b2", "Downloading", 400L, 1_000L);
        state.see("c3", "Downloading", 10L, 500L);
        assertThat(state.progress()).isEqualTo(new PullProgress(3, 1, 410, 1_500));

        state.see("b2", "Download complete", null, null);
        state.see("b2", "Extracting", 32L, 900L);
        state.see("b2", "Pull complete", null, null);
        assertThat(state.progress()).isEqualTo(new PullProgress(3, 2, 1_010, 1_500));
    }

    @Test
    void isNotLedAstrayByWhatItDoesNotKnow() {
        state.see(null, "Digest: sha256:0", null, null);
        state.see("a1", null, null, null);
        state.see("a1", "Polishing", 1L, 2L);
        state.see("b2", "Downloading", 7L, null);
        state.see("c3", "Pull complete", null, null);

        assertThat(state.progress()).isEqualTo(new PullProgress(2, 1, 7, 7));
    }
}
