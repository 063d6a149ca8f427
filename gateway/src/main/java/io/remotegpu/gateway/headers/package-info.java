/** What callers may say in headers, and what the gateway says for them. */
@NullMarked
package io.remotegpu.gateway.headers;

import org.jspecify.annotations.NullMarked;
