/** The services' OpenAPI documents in one place. */
@NullMarked
package io.remotegpu.gateway.docs;

import org.jspecify.annotations.NullMarked;
