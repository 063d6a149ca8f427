/** {@code ETag} and {@code If-Match}: nobody overwrites what they have not seen. */
@NullMarked
package io.remotegpu.web.precondition;

import org.jspecify.annotations.NullMarked;
