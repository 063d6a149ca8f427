package io.remotegpu.contracts;

import java.util.List;

/** Every topic of the platform. Dead letters of a topic are on {@code <topic>.dlt}. */
public final class Topics {
    public static final String IDENTITY = "remotegpu.identity.events";
    public static final String WORKSPACE = "remotegpu.workspace.events";
    public static final String ENVIRONMENT = "remotegpu.environment.events";
    public static final String SCHEDULER = "remotegpu.scheduler.events";
    public static final String FLEET = "remotegpu.fleet.events";
    public static final String NODE = "remotegpu.node.events";
    public static final String BILLING = "remotegpu.billing.events";
    public static final String GIS = "remotegpu.gis.events";
    /** Compacted: its last message of each key is what holds. */
    public static final String GIS_ROUTES = "remotegpu.gis.routes";
    /** Compacted too, by key. */
    public static final String GIS_API_KEYS = "remotegpu.gis.api-keys";

    /** Compacted, by host: whose signature makes a fact that host's own. */
    public static final String HOST_KEYS = "remotegpu.fleet.host-keys";

    public static final String GIS_TRAFFIC = "remotegpu.gis.traffic";

    /** Answers of all hosts, kept for minutes. */
    public static final String NODE_ANSWERS = "remotegpu.node.answers";

    /** What hosts measure, kept for an hour. */
    public static final String TELEMETRY = "remotegpu.telemetry.gpu";

    private static final String NODE_COMMANDS = "remotegpu.node.commands.";
    private static final String NODE_QUESTIONS = "remotegpu.node.questions.";
    private static final String DEAD_LETTERS = ".dlt";

    private Topics() {}

    /** Every topic but the compacted ones and the node commands', whose names depend on hosts. */
    public static List<String> facts() {
        return List.of(IDENTITY, WORKSPACE, ENVIRONMENT, SCHEDULER, FLEET, NODE, BILLING, GIS, GIS_TRAFFIC);
    }

    /** The topics that keep the last message of each key for ever and older ones for a while. */
    public static List<String> compacted() {
        return List.of(GIS_ROUTES, GIS_API_KEYS, HOST_KEYS);
    }

    /** Where a consumer puts what it gave up on, with the reason in headers. */
    public static String deadLetters(String topic) {
        return topic + DEAD_LETTERS;
    }

    /** The one topic that a host's agent reads; nobody else may. */
    public static String nodeCommands(HostId host) {
        return NODE_COMMANDS + host.value();
    }

    /** The one topic on which a host's agent is asked; nobody else reads it. */
    public static String nodeQuestions(HostId host) {
        return NODE_QUESTIONS + host.value();
    }
}
