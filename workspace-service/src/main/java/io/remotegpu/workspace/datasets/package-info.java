/** Datasets that environments read, whose they are and who reads them now. */
@NullMarked
package io.remotegpu.workspace.datasets;

import org.jspecify.annotations.NullMarked;
