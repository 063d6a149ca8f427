/** The billed intervals: how they are kept and what their owner sees of them. */
@NullMarked
package io.remotegpu.billing.records;

import org.jspecify.annotations.NullMarked;
