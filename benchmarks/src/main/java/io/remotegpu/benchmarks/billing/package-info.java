/** What billing takes in, adds up and closes, beside the database that it stands on. */
@NullMarked
package io.remotegpu.benchmarks.billing;

import org.jspecify.annotations.NullMarked;
