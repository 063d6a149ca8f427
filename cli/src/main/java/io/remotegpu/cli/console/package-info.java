/** What a command reads from and writes to: the terminal, tables and JSON. */
@NullMarked
package io.remotegpu.cli.console;

import org.jspecify.annotations.NullMarked;
