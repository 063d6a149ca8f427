/** Keeps sagas in PostgreSQL and moves them on: each input is one transaction with everything that follows from it. */
@NullMarked
package io.remotegpu.saga.runtime;

import org.jspecify.annotations.NullMarked;
