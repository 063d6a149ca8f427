/** What is asked to run on a host, and what a host gives to it. */
@NullMarked
package io.remotegpu.contracts.workload;

import org.jspecify.annotations.NullMarked;
