package io.remotegpu.system;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.imageio.ImageIO;

/** A world of one tile, as people keep tiles in files. */
public final class TinyTiles {
    private TinyTiles() {}

    /** The picture that is its only tile, a PNG. */
    public static byte[] tile() {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        image.setRGB(7, 7, 0x00cc00);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The bytes of an MBTiles file. */
    public static byte[] mbTiles(Path folder) {
        try {
            Path file = Files.createTempFile(folder, "world", ".mbtiles");
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                fill(database);
            }
            return Files.readAllBytes(file);
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException("cannot write an MBTiles file", failure);
        }
    }

    private static void fill(Connection database) throws SQLException {
        try (Statement tables = database.createStatement()) {
            tables.execute("create table metadata (name text, value text)");
            tables.execute(
                    "create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)");
            tables.execute("create unique index tile_index on tiles (zoom_level, tile_column, tile_row)");
        }
        Map<String, String> metadata = Map.of("name", "world", "format", "png", "minzoom", "0", "maxzoom", "0");
        try (PreparedStatement row = database.prepareStatement("insert into metadata values (?, ?)")) {
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                row.setString(1, entry.getKey());
                row.setString(2, entry.getValue());
                row.execute();
            }
        }
        try (PreparedStatement row = database.prepareStatement("insert into tiles values (0, 0, 0, ?)")) {
            row.setBytes(1, tile());
            row.execute();
        }
    }
}
