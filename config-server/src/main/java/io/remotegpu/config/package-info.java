/** Serves configuration to the services. */
@NullMarked
package io.remotegpu.config;

import org.jspecify.annotations.NullMarked;
