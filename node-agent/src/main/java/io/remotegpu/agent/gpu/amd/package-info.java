/** AMD's cards, read from amd-smi, or rocm-smi where that is not installed, and from what the kernel's amdgpu driver shows as files. */
@NullMarked
package io.remotegpu.agent.gpu.amd;

import org.jspecify.annotations.NullMarked;
