package io.remotegpu.workspace.invitations;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Invitations into workspaces.
 *
 * @param lifetime how long one can be answered, from when it was made or sent again
 * @param open most unanswered ones of one workspace
 */
@Validated
@ConfigurationProperties("workspace.invitations")
record InvitationProperties(
        @DefaultValue("7d") @DurationMin(minutes = 1) @DurationMax(days = 90)
        Duration lifetime,

        @DefaultValue("100") int open) {}
