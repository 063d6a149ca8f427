/** Server-sent events: streams that resume where they broke off, stay open through proxies and end when they must. */
@NullMarked
package io.remotegpu.web.stream;

import org.jspecify.annotations.NullMarked;
