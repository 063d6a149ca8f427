/** Starts and stops services, sees what becomes of them, and says where they are. */
@NullMarked
package io.remotegpu.gis.lifecycle;

import org.jspecify.annotations.NullMarked;
