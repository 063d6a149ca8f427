package io.remotegpu.workspace.datasets;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What of a dataset may change. Where it lies and what it is called stay: environments that stopped start with it again. */
record DatasetChanges(@NotNull @Size(max = 500) String description) {}
