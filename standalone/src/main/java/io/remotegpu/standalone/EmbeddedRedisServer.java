package io.remotegpu.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.embedded.RedisServer;

/** A real Redis on the loopback address. It holds limits and caches only, so it keeps nothing. */
final class EmbeddedRedisServer implements AutoCloseable {
    private final RedisServer server;

    private EmbeddedRedisServer(RedisServer server) {
        this.server = server;
    }

    static EmbeddedRedisServer start(StateFolder folder, int port) throws IOException {
        Path data = Files.createDirectories(folder.of("redis"));
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("maxmemory 64mb")
                .setting("maxmemory-policy volatile-lru")
                .setting("dir " + quoted(data))
                .setting("pidfile " + quoted(data.resolve("redis.pid")))
                .build();
        server.start();
        return new EmbeddedRedisServer(server);
    }

    // The settings become lines of redis.conf, where a blank ends a word.
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
