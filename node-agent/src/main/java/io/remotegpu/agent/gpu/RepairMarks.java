package io.remotegpu.agent.gpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When somebody said last that a GPU was reset or repaired: what the kernel said of it before counts no more. One small file for each address. */
public final class RepairMarks {
    private static final Logger log = LoggerFactory.getLogger(RepairMarks.class);

    private final Path folder;

    public RepairMarks(Path folder) {
        this.folder = folder;
    }

    /**
     * Another process than the agent's may do this.
     *
     * @param bus an address as a driver or the kernel writes it
     * @throws IllegalArgumentException for anything else
     */
    public void mark(String bus, Instant at) {
        String address = PciBus.parse(bus)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not the address of a GPU: " + bus + "; it looks like 00000000:3B:00.0, see nvidia-smi"));
        try {
            Files.createDirectories(folder);
            Path draft = Files.writeString(folder.resolve("." + name(address)), at.toString());
            Files.move(
                    draft,
                    folder.resolve(name(address)),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
    }

    /** @param address as {@link PciBus} writes it; {@link Instant#MIN} if nobody ever did */
    Instant last(String address) {
        try {
            return Instant.parse(Files.readString(folder.resolve(name(address))).strip());
        } catch (NoSuchFileException never) {
            return Instant.MIN;
        } catch (IOException | DateTimeParseException damaged) {
            log.warn("the mark of a repair of {} cannot be read and does not count: {}", address, damaged.toString());
            return Instant.MIN;
        }
    }

    private static String name(String address) {
        return address.replace(':', '-');
    }
}
