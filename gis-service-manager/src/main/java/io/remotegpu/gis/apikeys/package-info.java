/** Keys that open an instance without a login: scoped, expiring, shown once, stored hashed, and told to every gateway. */
@NullMarked
package io.remotegpu.gis.apikeys;

import org.jspecify.annotations.NullMarked;
