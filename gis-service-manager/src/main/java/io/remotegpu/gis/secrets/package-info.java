/** Encryption at rest, under keys that can be changed. */
@NullMarked
package io.remotegpu.gis.secrets;

import org.jspecify.annotations.NullMarked;
