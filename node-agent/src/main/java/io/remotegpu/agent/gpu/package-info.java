/** What the host's GPUs are and whether they are clean, read from nvidia-smi or from its stand-in. */
@NullMarked
package io.remotegpu.agent.gpu;

import org.jspecify.annotations.NullMarked;
