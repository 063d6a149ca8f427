package io.remotegpu.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** One number chosen by the user, the rest counted from it, so that a restart finds every part where it was. */
record PortPlan(
        int gateway,
        int identity,
        int workspace,
        int scheduler,
        int billing,
        int gis,
        int postgres,
        int kafka,
        int kafkaController,
        int redis,
        int kafkaAgents) {
    private static final int HIGHEST_OFFSET = 13;

    static PortPlan from(int gateway) {
        if (gateway < 1024 || gateway > 65_535 - HIGHEST_OFFSET) {
            throw new IllegalArgumentException(
                    "--port must lie between 1024 and " + (65_535 - HIGHEST_OFFSET) + ", was " + gateway);
        }
        return new PortPlan(
                gateway,
                gateway + 1,
                gateway + 2,
                gateway + 3,
                gateway + 4,
                gateway + 5,
                gateway + 9,
                gateway + 10,
                gateway + 11,
                gateway + 12,
                gateway + 13);
    }

    String gatewayUrl() {
        return "http://127.0.0.1:" + gateway;
    }

    /** For services, which Kafka trusts. */
    String kafkaServers() {
        return "127.0.0.1:" + kafka;
    }

    /** For agents, which log in. */
    String kafkaAgentServers() {
        return "127.0.0.1:" + kafkaAgents;
    }

    String jwksUri() {
        return "http://127.0.0.1:" + identity + "/.well-known/jwks.json";
    }

    /** Fails before anything is started, with every port that is in the way at once. */
    void requireFree() {
        List<Integer> taken = List.of(
                        gateway,
                        identity,
                        workspace,
                        scheduler,
                        billing,
                        gis,
                        postgres,
                        kafka,
                        kafkaController,
                        redis,
                        kafkaAgents)
                .stream()
                .filter(port -> !isFree(port))
                .toList();
        if (!taken.isEmpty()) {
            throw new IllegalStateException(
                    "port(s) " + taken
                            + " are in use: stop what listens there (./dev down, if it is an earlier start), or choose another --port");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
