package io.remotegpu.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What a bad disk or a careless person does to an agent's memory: one workload's file at a time. */
record JournalDamage(Path folder, Random random) {
    void spoil() throws IOException {
        Optional<Path> file = any();
        if (file.isPresent()) {
            byte[] bytes = Files.readAllBytes(file.get());
            bytes[random.nextInt(bytes.length)] ^= 0x20;
            Files.write(file.get(), bytes);
        }
    }

    void delete() throws IOException {
        Optional<Path> file = any();
        if (file.isPresent()) {
            Files.delete(file.get());
        }
    }

    private Optional<Path> any() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> records = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return records.isEmpty() ? Optional.empty() : Optional.of(records.get(random.nextInt(records.size())));
        }
    }
}
