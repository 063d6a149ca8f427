package io.remotegpu.agent.moving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** The platform's relay as hosts meet it, in memory, with what may go wrong on the way. */
final class RelayServer implements AutoCloseable {
    private static final int WINDOW = 4;

    private final HttpServer server;
    private final Map<Integer, byte[]> pieces = new TreeMap<>();
    private int attempt;
    private int stored;
    private int taken;
    private int last = -1;
    private int attempts;
    private int cutAt = -1;
    private int forgeAt = -1;
    private int loseAt = -1;
    private boolean limited;
    private boolean ended;

    RelayServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/home-moves/7";
    }

    /** The connection that brings this piece breaks off, once, after it was stored. */
    synchronized RelayServer cutting(int number) {
        cutAt = number;
        return this;
    }

    /** Somebody changes this piece, once. */
    synchronized RelayServer forging(int number) {
        forgeAt = number;
        return this;
    }

    /** What is here is lost when this piece comes, once, and both have to begin anew. */
    synchronized RelayServer losing(int number) {
        loseAt = number;
        return this;
    }

    /** Whoever takes the last piece asked too often to be heard with what he asks next, once. */
    synchronized RelayServer limitingTheLast() {
        limited = true;
        return this;
    }

    synchronized void end() {
        ended = true;
    }

    synchronized int attempts() {
        return attempts;
    }

    synchronized int waiting() {
        return pieces.size();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (ended || !"ticket".equals(exchange.getRequestHeaders().getFirst(Relay.TICKET))) {
            say(exchange, 404);
        } else if (exchange.getRequestMethod().equals("POST")) {
            begin();
            say(exchange, 201);
        } else if (Integer.parseInt(path[4]) != attempt) {
            say(exchange, 412);
        } else if (path.length == 5) {
            say(exchange, 204);
        } else if (exchange.getRequestMethod().equals("PUT")) {
            put(exchange, Integer.parseInt(path[6]), body);
        } else {
            get(exchange, Integer.parseInt(path[6]));
        }
    }

    private void begin() {
        attempt++;
        attempts++;
        pieces.clear();
        stored = 0;
        taken = 0;
        last = -1;
    }

    private void put(HttpExchange exchange, int number, byte[] body) throws IOException {
        if (number == loseAt) {
            loseAt = -1;
            begin();
            say(exchange, 412);
            return;
        }
        if (number == stored && stored - taken >= WINDOW) {
            say(exchange, 429);
            return;
        }
        if (number == stored) {
            pieces.put(number, body);
            stored++;
            last = exchange.getRequestURI().getQuery().equals("last=true") ? number : last;
        }
        if (number == cutAt) {
            cutAt = -1;
            exchange.close();
            return;
        }
        say(exchange, 204);
    }

    private void get(HttpExchange exchange, int number) throws IOException {
        if (limited && last >= 0 && number > last) {
            limited = false;
            say(exchange, 429);
            return;
        }
        taken = Math.max(taken, Math.min(number, stored));
        pieces.keySet().removeIf(old -> old < number);
        byte[] piece = pieces.get(number);
        if (piece == null) {
            say(exchange, 204);
            return;
        }
        if (number == forgeAt) {
            forgeAt = -1;
            piece[piece.length / 2] ^= 1;
        }
        exchange.getResponseHeaders().set(Relay.LAST, Boolean.toString(number == last));
        exchange.sendResponseHeaders(200, piece.length);
        exchange.getResponseBody().write(piece);
        exchange.close();
    }

    private void say(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set(Relay.ATTEMPT, Integer.toString(attempt));
        exchange.getResponseHeaders().set(Relay.TAKEN, Integer.toString(taken));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
