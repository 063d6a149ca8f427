/** The catalogue of images that are offered; any other image may be named too. */
@NullMarked
package io.remotegpu.workspace.images;

import org.jspecify.annotations.NullMarked;
