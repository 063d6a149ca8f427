/** The platform's REST API as the command sees it, and the tokens that open it. */
@NullMarked
package io.remotegpu.cli.gateway;

import org.jspecify.annotations.NullMarked;
