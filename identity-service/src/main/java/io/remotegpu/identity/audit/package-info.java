/** The audit log: who did what, to what, from where and with what result; append-only, chained by hashes, kept by month. */
@NullMarked
package io.remotegpu.identity.audit;

import org.jspecify.annotations.NullMarked;
