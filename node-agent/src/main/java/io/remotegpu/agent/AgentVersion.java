package io.remotegpu.agent;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What was built, and what it runs on. */
final class AgentVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "remotegpu-agent "
                    + Objects.requireNonNullElse(
                            AgentVersion.class.getPackage().getImplementationVersion(), "development"),
            "Java " + Runtime.version()
        };
    }
}
