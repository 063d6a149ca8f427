/** The one exception type and the codes that decide HTTP status, retry and dead letter. */
@NullMarked
package io.remotegpu.contracts.error;

import org.jspecify.annotations.NullMarked;
