/** Every error leaves in the envelope of the REST contract, whoever met it. */
@NullMarked
package io.remotegpu.gateway.error;

import org.jspecify.annotations.NullMarked;
