package io.remotegpu.workspace.images.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void readsWhatTokenServersAskFor() {
        assertThat(
                        Challenge.parse(
                                "Bearer realm=\"https://auth.example.org/token\",service=\"registry\",scope=\"repository:a/b:pull,push\""))
                .contains(
                        new Challenge.Bearer("https://auth.example.org/token", "registry", "repository:a/b:pull,push"));
        assertThat(Challenge.parse("Basic realm=\"x\"")).contains(new Challenge.Basic());
        assertThat(Challenge.parse("Negotiate")).isEmpty();
        assertThat(Challenge.parse("Bearer")).isEmpty();
    }

    @Test
    void asksTheTokenServerForServiceAndScope() {
        assertThat(new Challenge.Bearer("https://auth/token?x=1", "a b", "repository:a/b:pull").address())
                .isEqualTo(URI.create("https://auth/token?x=1&service=a+b&scope=repository%3Aa%2Fb%3Apull"));
        assertThat(new Challenge.Bearer("https://auth/token", null, null).address())
                .isEqualTo(URI.create("https://auth/token"));
    }

    @Test
    void findsTheNextPage() {
        URI here = URI.create("http://r:5000/v2/_catalog?n=2");

        assertThat(Pages.next(here, "</v2/_catalog?last=b&n=2>; rel=\"next\""))
                .contains(URI.create("http://r:5000/v2/_catalog?last=b&n=2"));
        assertThat(Pages.next(here, "</x>; rel=\"prev\"")).isEmpty();
    }
}
