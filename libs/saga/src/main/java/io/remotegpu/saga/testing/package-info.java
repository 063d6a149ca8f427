/** Tells a saga's story in a test: what it sends, what happens, where it ends. No broker, no database. */
@NullMarked
package io.remotegpu.saga.testing;

import org.jspecify.annotations.NullMarked;
