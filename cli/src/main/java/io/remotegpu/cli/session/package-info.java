/** One call of the command: where the gateway is, who asks, and how answers are shown. */
@NullMarked
package io.remotegpu.cli.session;

import org.jspecify.annotations.NullMarked;
