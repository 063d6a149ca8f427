/** Pods of one Kubernetes cluster as containers of one host. Nothing of it is loaded unless an agent is told to serve a cluster. */
@NullMarked
package io.remotegpu.agent.runtime.kubernetes;

import org.jspecify.annotations.NullMarked;
