/** What the agent was told beside its flags: by the environment, and by its configuration file. */
@NullMarked
package io.remotegpu.agent.settings;

import org.jspecify.annotations.NullMarked;
