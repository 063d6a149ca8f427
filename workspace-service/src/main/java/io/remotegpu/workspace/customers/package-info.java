/** The people identity-service told us about, with the columns needed here. */
@NullMarked
package io.remotegpu.workspace.customers;

import org.jspecify.annotations.NullMarked;
