/** The databases that people's services read, with their passwords. */
@NullMarked
package io.remotegpu.gis.connections;

import org.jspecify.annotations.NullMarked;
