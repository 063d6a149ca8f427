package io.remotegpu.contracts;

import java.util.UUID;

/**
 * What scheduler-service asks of one host's agent that is about none of its workloads, on that host's own topic beside {@link NodeCommand}. Every one may
 * arrive more than once and is answered each time; none keeps a workload's commands waiting. An agent that is older than a command does not answer.
 */
public sealed interface HostCommand extends Command {
    HostId hostId();

    @Override
    default String topic() {
        return Topics.nodeCommands(hostId());
    }

    /**
     * Have this image before anybody starts from it; fine if it is there. Answer: ImagePulled or ImageNotPulled, and ImagePullProgressed before that.
     *
     * @param pullId of all hosts that were asked together
     * @param withinSeconds counted from its first arrival: what is not there by then is given up
     * @param keepSeconds counted from when it is there: as long it stays, whatever the disk needs, even if nobody uses it
     */
    @WireType("node.pull-image.v1")
    record PullImage(HostId hostId, UUID pullId, String image, int withinSeconds, int keepSeconds)
            implements HostCommand {
        @Override
        public String key() {
            return pullId.toString();
        }
    }
}
