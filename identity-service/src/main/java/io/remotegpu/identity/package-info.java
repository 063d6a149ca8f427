/** identity-service: who people are and how they prove it. */
@NullMarked
package io.remotegpu.identity;

import org.jspecify.annotations.NullMarked;
