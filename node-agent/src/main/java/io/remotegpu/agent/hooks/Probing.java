package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One question to a workload's port. Its own address is asked: a published port accepts connections before anyone listens behind it. */
final class Probing {
    private static final int MILLIS = 2_000;
    private static final int FIRST_BAD_STATUS = 400;

    private Probing() {}

    static boolean answers(ContainerRuntime runtime, String containerId, Probe probe) {
        return switch (probe.kind()) {
            case NONE -> true;
            case TCP -> connects(runtime, containerId, probe, Probing::accepts);
            case SSH -> connects(runtime, containerId, probe, Probing::greets);
            case HTTP -> connects(runtime, containerId, probe, address -> serves(address, probe));
        };
    }

    private interface Question {
        boolean ask(InetSocketAddress address) throws IOException;
    }

    private static boolean connects(ContainerRuntime runtime, String containerId, Probe probe, Question question) {
        return runtime.reach(containerId, probe.internalPort())
                .map(address -> {
                    try {
                        return question.ask(address);
                    } catch (IOException notYet) {
                        return false;
                    }
                })
                .orElse(false);
    }

    private static boolean accepts(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, MILLIS);
            return true;
        }
    }

    private static boolean greets(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, MILLIS);
            socket.setSoTimeout(MILLIS);
            byte[] banner = socket.getInputStream().readNBytes(4);
            return new String(banner, StandardCharsets.US_ASCII).equals("SSH-");
        }
    }

    private static boolean serves(InetSocketAddress address, Probe probe) throws IOException {
        String path = probe.path();
        String slashed = path.startsWith("/") ? path : "/" + path;
        URI uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + slashed);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        try {
            return connection.getResponseCode() < FIRST_BAD_STATUS
                    && isOf(probe.contentType(), connection.getContentType());
        } finally {
            connection.disconnect();
        }
    }

    /** Some servers answer 200 with a page that says what is wrong. */
    private static boolean isOf(@Nullable String wanted, @Nullable String given) {
        return wanted == null || (given != null && given.regionMatches(true, 0, wanted, 0, wanted.length()));
    }
}
