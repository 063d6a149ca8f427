package io.remotegpu.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeFamilyTest {
    @ParameterizedTest
    @CsvSource({
        "/api/v1/environments, environments",
        "/api/v1/environments/env-1/stop, environments",
        "/api/v1/environment-templates/3, environments",
        "/api/v1/workspaces/4/members, workspaces",
        "/api/v1/hosts/h1, fleet",
        "/api/v1/users/me, profile",
        "/api/v1/users/me/ssh-keys, profile",
        "/api/v1/admin/users, admin"
    })
    void readsWithEitherScopeAndWritesWithOne(String path, String family) {
        assertThat(ScopeFamily.opening("GET", path)).containsExactlyInAnyOrder(family + ":read", family + ":write");
        assertThat(ScopeFamily.opening("DELETE", path)).containsExactly(family + ":write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users/me/tokens",
                "/api/v1/users/me/tokens/1",
                "/api/v1/users/me/password",
                "/api/v1/auth/logout",
                "/api/v1/whatever",
                "/internal/api-tokens/exchange",
                "/"
            })
    void keepsApiTokensFromLoginsAndFromPathsItDoesNotKnow(String path) {
        assertThat(ScopeFamily.opening("GET", path)).isEmpty();
        assertThat(ScopeFamily.opening("POST", path)).isEmpty();
    }

    @Test
    void namesEveryScope() {
        assertThat(ScopeFamily.scopes())
                .contains("environments:read", "billing:write")
                .doesNotHaveDuplicates();
    }
}
