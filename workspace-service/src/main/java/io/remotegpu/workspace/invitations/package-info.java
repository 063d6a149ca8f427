/** Asking people into a workspace, by mail address or by a link, once and for a while. */
@NullMarked
package io.remotegpu.workspace.invitations;

import org.jspecify.annotations.NullMarked;
