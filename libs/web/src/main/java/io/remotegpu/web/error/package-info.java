/** From any exception to the error envelope, in the caller's language. */
@NullMarked
package io.remotegpu.web.error;

import org.jspecify.annotations.NullMarked;
