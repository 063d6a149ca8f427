/** Questions to hosts and their answers, beside outbox and inbox: nothing is changed by them and nobody keeps them. */
@NullMarked
package io.remotegpu.messaging.questions;

import org.jspecify.annotations.NullMarked;
