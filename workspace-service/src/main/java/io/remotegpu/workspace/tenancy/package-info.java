/** In whose name statements run, and PostgreSQL's row-level security that goes by it. */
@NullMarked
package io.remotegpu.workspace.tenancy;

import org.jspecify.annotations.NullMarked;
