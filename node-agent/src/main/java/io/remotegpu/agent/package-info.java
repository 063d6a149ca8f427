/** The agent on a GPU host: a small process that carries out the scheduler's commands and tells what it sees. */
@NullMarked
package io.remotegpu.agent;

import org.jspecify.annotations.NullMarked;
