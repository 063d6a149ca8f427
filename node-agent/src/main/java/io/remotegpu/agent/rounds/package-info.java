/** Work that is done over and over. */
@NullMarked
package io.remotegpu.agent.rounds;

import org.jspecify.annotations.NullMarked;
