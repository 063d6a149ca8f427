package io.remotegpu.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/** A real PostGIS in a container on the host's own network, where instances of any runtime reach it. */
public final class SpatialDatabase implements AutoCloseable {
    /** The host as containers see it, whatever network they are on. */
    public static final String HOST = Commands.run(
                    "docker", "network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}")
            .output();

    public static final String PASSWORD = "correct-horse";
    private static final String IMAGE = "remotegpu/postgis:latest";
    private static final String TOWNS = """
            create table towns (id integer primary key, name text not null, geom geometry(Point, 4326) not null);
            insert into towns values
                (1, 'Bern', ST_SetSRID(ST_MakePoint(7.45, 46.95), 4326)),
                (2, 'Chur', ST_SetSRID(ST_MakePoint(9.53, 46.85), 4326)),
                (3, 'Quito', ST_SetSRID(ST_MakePoint(-78.5, -0.2), 4326));
            create index on towns using gist (geom);
            """;

    private final String container;
    private final int port;

    private SpatialDatabase(String container, int port) {
        this.container = container;
        this.port = port;
    }

    /** With a table {@code towns} of three points. */
    public static SpatialDatabase start(Path folder, int port) {
        try {
            Path script = Files.writeString(
                    Files.createDirectories(folder.resolve("postgis")).resolve("towns.sql"), TOWNS);
            String container = Commands.succeed(
                    "docker",
                    "run",
                    "--detach",
                    "--network",
                    "host",
                    "--env",
                    "GIS_PASSWORD=" + PASSWORD,
                    "--volume",
                    script + ":/etc/postgis/towns.sql:ro",
                    IMAGE,
                    "-c",
                    "port=" + port);
            return new SpatialDatabase(container, port).ready();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    /** Runs a statement as the owner of the tables. */
    public void execute(String sql) {
        Commands.succeed(
                "docker",
                "exec",
                container,
                "psql",
                "--quiet",
                "-v",
                "ON_ERROR_STOP=1",
                "-p",
                String.valueOf(port),
                "-U",
                "gis",
                "-d",
                "gis",
                "-c",
                sql);
    }

    @Override
    public void close() {
        Commands.run("docker", "rm", "--force", "--volumes", container);
    }

    /** One that nobody can reach is not left behind. */
    private SpatialDatabase ready() {
        try {
            await("PostGIS answers at " + HOST).atMost(Duration.ofSeconds(120)).until(this::answers);
            return this;
        } catch (ConditionTimeoutException late) {
            close();
            throw late;
        }
    }

    private boolean answers() {
        return Commands.run("docker", "exec", container, "pg_isready", "-h", HOST, "-p", String.valueOf(port))
                        .exitCode()
                == 0;
    }
}
