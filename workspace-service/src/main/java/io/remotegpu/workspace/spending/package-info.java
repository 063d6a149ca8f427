/** What becomes of environments while billing-service lets nothing more be spent on them. */
@NullMarked
package io.remotegpu.workspace.spending;

import org.jspecify.annotations.NullMarked;
