/** How many services each user may have, and how much those may use. */
@NullMarked
package io.remotegpu.gis.quotas;

import org.jspecify.annotations.NullMarked;
