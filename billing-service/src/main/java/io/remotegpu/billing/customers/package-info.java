/** Who the customers and workspaces are, as far as bills need it; learnt from the services that own them. */
@NullMarked
package io.remotegpu.billing.customers;

import org.jspecify.annotations.NullMarked;
