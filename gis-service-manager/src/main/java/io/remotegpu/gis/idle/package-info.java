/** Instances that nobody asks for sleep, and wake when somebody does. */
@NullMarked
package io.remotegpu.gis.idle;

import org.jspecify.annotations.NullMarked;
