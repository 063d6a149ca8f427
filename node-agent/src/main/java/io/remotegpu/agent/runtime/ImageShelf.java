package io.remotegpu.agent.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The images that a runtime keeps on this host. Any RuntimeException says that it does not answer. */
public interface ImageShelf {
    /**
     * An image.
     *
     * @param references by which it is known, without digests
     * @param size bytes of all its layers
     * @param pulled whether a registry gave it, and so could give it again
     * @param snapshot whether it is somebody's snapshot, which no registry has
     */
    record Stored(String id, List<String> references, long size, boolean pulled, boolean snapshot) {}

    List<Stored> images();

    /** The id of the one that a start from this reference would use now. */
    Optional<String> find(String reference);

    /** Ids of those that some container was made from, running or not, whosever it is. */
    Set<String> used();

    /** The same of containers of this platform. */
    Set<String> usedHere();

    /** Fine if it is gone; refuses while a container needs it. */
    void remove(Stored image);
}
