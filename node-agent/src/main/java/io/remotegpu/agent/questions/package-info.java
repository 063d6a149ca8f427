/** What services ask about workloads of this host, and what they are told. */
@NullMarked
package io.remotegpu.agent.questions;

import org.jspecify.annotations.NullMarked;
