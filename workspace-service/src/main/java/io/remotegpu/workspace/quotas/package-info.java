/** Limits of customers and workspaces, and the ledger of what is used, kept under row locks. */
@NullMarked
package io.remotegpu.workspace.quotas;

import org.jspecify.annotations.NullMarked;
