/** Commands and their order: what is accepted, refused, repeated, resumed. */
@NullMarked
package io.remotegpu.agent.lifecycle;

import org.jspecify.annotations.NullMarked;
