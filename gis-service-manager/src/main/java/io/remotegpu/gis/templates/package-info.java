/** Configurations to start from. */
@NullMarked
package io.remotegpu.gis.templates;

import org.jspecify.annotations.NullMarked;
