/** The OpenAPI page: names as they travel and how to log in. */
@NullMarked
package io.remotegpu.web.openapi;

import org.jspecify.annotations.NullMarked;
