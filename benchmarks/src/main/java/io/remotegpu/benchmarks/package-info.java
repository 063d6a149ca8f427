/** Benchmarks: each prints the platform's figure beside that of the part it stands on, from one run. */
@NullMarked
package io.remotegpu.benchmarks;

import org.jspecify.annotations.NullMarked;
