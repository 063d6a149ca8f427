package io.remotegpu.agent.images;

import io.remotegpu.agent.disk.DiskSpace;
import io.remotegpu.agent.runtime.ImageShelf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An engine with a disk of a hundred bytes. */
final class FakeShelf implements ImageShelf, DiskSpace {
    final List<Stored> images = new ArrayList<>();
    final List<String> removed = new ArrayList<>();
    final Set<String> needed = new HashSet<>();
    final Set<String> snapshots = new HashSet<>();
    final Set<String> built = new HashSet<>();
    final Set<String> stubborn = new HashSet<>();
    Set<String> here = Set.of();
    int others;

    void store(long size, String id) {
        images.add(new Stored(id, List.of(id), size, true, false));
    }

    @Override
    public List<Stored> images() {
        return images.stream()
                .map(image -> new Stored(
                        image.id(),
                        image.references(),
                        image.size(),
                        !built.contains(image.id()),
                        snapshots.contains(image.id())))
                .toList();
    }

    @Override
    public Optional<String> find(String reference) {
        return images.stream()
                .filter(image -> image.references().contains(reference))
                .map(Stored::id)
                .findFirst();
    }

    @Override
    public Set<String> used() {
        return needed;
    }

    @Override
    public Set<String> usedHere() {
        return here;
    }

    @Override
    public void remove(Stored image) {
        if (stubborn.contains(image.id())) {
            throw new IllegalStateException("a container that nobody listed needs it");
        }
        images.removeIf(kept -> kept.id().equals(image.id()));
        removed.add(image.id());
    }

    @Override
    public long usable() {
        return Math.max(
                0, 100 - others - images.stream().mapToLong(Stored::size).sum());
    }

    @Override
    public long total() {
        return 100;
    }
}
