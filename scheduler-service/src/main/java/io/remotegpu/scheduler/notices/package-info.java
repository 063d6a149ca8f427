/** Runs that will be stopped to make room, and when. Whoever is told so has until then; the deadlines outlive this service. */
@NullMarked
package io.remotegpu.scheduler.notices;

import org.jspecify.annotations.NullMarked;
