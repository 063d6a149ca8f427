/** The wire form of messages: JSON values and CloudEvents headers. */
@NullMarked
package io.remotegpu.contracts.wire;

import org.jspecify.annotations.NullMarked;
