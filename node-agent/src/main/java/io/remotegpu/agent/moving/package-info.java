/** A home's way from one host to another: sealed pieces over the platform, checked, and never half a home. */
@NullMarked
package io.remotegpu.agent.moving;

import org.jspecify.annotations.NullMarked;
