/** What happens here when a person registers. */
@NullMarked
package io.remotegpu.workspace.registration;

import org.jspecify.annotations.NullMarked;
