/** Facts and commands that cross a service boundary, one sealed family per owner. A released version never changes. */
@NullMarked
package io.remotegpu.contracts;

import org.jspecify.annotations.NullMarked;
