/** What lies in a container registry, read by the distribution API or by Harbor's own. */
@NullMarked
package io.remotegpu.workspace.images.registry;

import org.jspecify.annotations.NullMarked;
