package io.remotegpu.workspace.access;

import static io.remotegpu.workspace.access.Permission.ARCHIVE;
import static io.remotegpu.workspace.access.Permission.CREATE;
import static io.remotegpu.workspace.access.Permission.DELETE;
import static io.remotegpu.workspace.access.Permission.DELETE_OWN;
import static io.remotegpu.workspace.access.Permission.EDIT;
import static io.remotegpu.workspace.access.Permission.MANAGE_MEMBERS;
import static io.remotegpu.workspace.access.Permission.VIEW;
import static io.remotegpu.workspace.access.Permission.VIEW_AUDIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleTest {
    private static final Map<Role, Set<Permission>> RIGHTS = Map.of(
            Role.OWNER, EnumSet.allOf(Permission.class),
            Role.ADMIN, Set.of(VIEW, EDIT, CREATE, DELETE_OWN, DELETE, MANAGE_MEMBERS, VIEW_AUDIT),
            Role.MEMBER, Set.of(VIEW, EDIT, CREATE, DELETE_OWN),
            Role.VIEWER, Set.of(VIEW));

    @Test
    void givesEveryRoleExactlyItsRights() {
        for (Role role : Role.values()) {
            assertThat(Arrays.stream(Permission.values()).filter(role::may).collect(Collectors.toSet()))
                    .as(role.wireName())
                    .isEqualTo(RIGHTS.get(role));
        }
        assertThat(RIGHTS.get(Role.OWNER)).contains(ARCHIVE);
    }

    @Test
    void readsWhatItWrites() {
        for (Role role : Role.values()) {
            assertThat(Role.of(role.wireName())).isEqualTo(role);
        }
    }
}
