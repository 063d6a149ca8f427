package io.remotegpu.workspace.environments;

import java.math.BigDecimal;
import java.util.UUID;

/** A change of size that the scheduler was asked for and has not answered. {@code cpu} in cores, {@code memory} in MiB. */
record Resize(UUID id, BigDecimal cpu, int memory) {}
