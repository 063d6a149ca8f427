/** What was done to a service, when, by whom, how long it took and how it ended. */
@NullMarked
package io.remotegpu.gis.logs;

import org.jspecify.annotations.NullMarked;
