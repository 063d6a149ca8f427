package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform's own bridge. Published ports and the host reach the containers on it; they do not reach one another. */
final class DockerNetwork {
    private static final Logger log = LoggerFactory.getLogger(DockerNetwork.class);
    private static final String DEFAULT = "bridge";

    private final DockerClient docker;
    private final DockerLabels labels;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();

    DockerNetwork(DockerClient docker, DockerLabels labels) {
        this.docker = docker;
        this.labels = labels;
        this.name = "remotegpu-" + labels.platformId().replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    /**
     * The network to start a container in, by its id: the engine allows two of one name. Made again if someone pruned it; the engine's
     * default if it cannot be made.
     */
    String ensure() {
        // two workloads that start at once would each make one: the engine's own check for that is a race
        lock.lock();
        try {
            return find().orElseGet(this::create);
        } catch (DockerException refused) {
            log.warn(
                    "network {} cannot be made ({}): workloads start on the default bridge and REACH ONE ANOTHER'S PORTS",
                    name,
                    EngineWords.of(refused.getMessage()));
            return DEFAULT;
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> find() {
        return docker.listNetworksCmd().withNameFilter(name).exec().stream()
                .filter(network -> name.equals(network.getName()))
                .map(Network::getId)
                .min(Comparator.naturalOrder());
    }

    private String create() {
        String id = docker.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withOptions(Map.of("com.docker.network.bridge.enable_icc", "false"))
                .withLabels(labels.ofPlatform())
                .exec()
                .getId();
        // the engine accepts the option and ignores it where the kernel does not filter what crosses a bridge
        if (!Boolean.TRUE.equals(docker.infoCmd().exec().getBridgeNfIptables())) {
            log.warn("this kernel does not filter bridges: workloads REACH ONE ANOTHER'S PORTS; modprobe br_netfilter");
        }
        return id;
    }
}
