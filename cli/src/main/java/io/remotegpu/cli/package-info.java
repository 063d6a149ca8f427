/** The {@code remotegpu} command: its tree of commands and its exit codes. */
@NullMarked
package io.remotegpu.cli;

import org.jspecify.annotations.NullMarked;
