/** The places that environments belong to. */
@NullMarked
package io.remotegpu.cli.workspaces;

import org.jspecify.annotations.NullMarked;
