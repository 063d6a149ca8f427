/** The billed intervals and what their owner sees of them. */
@NullMarked
package io.remotegpu.billing.records;

import org.jspecify.annotations.NullMarked;
