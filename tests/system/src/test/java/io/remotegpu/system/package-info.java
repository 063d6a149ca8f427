/** System tests: nothing of the platform is called but its gateway, its SSH ports and the container engine it used. */
@org.jspecify.annotations.NullMarked
package io.remotegpu.system;
