/** GPUs booked for a time range: who booked gets them, who is there is told in time, who does not come loses the booking. */
@NullMarked
package io.remotegpu.scheduler.reservations;

import org.jspecify.annotations.NullMarked;
