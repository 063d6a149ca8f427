/** What was used and what it costs. */
@NullMarked
package io.remotegpu.cli.billing;

import org.jspecify.annotations.NullMarked;
