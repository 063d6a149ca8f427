package io.remotegpu.workspace.images.registry;

import java.util.List;

/** Something that images can be read from. */
public sealed interface ImageSource permits OciRegistry, HarborProject {
    /** Names it among the sources of catalogue entries; the same for the same place, whoever reads it. */
    String name();

    /**
     * Every tagged image that it has.
     *
     * @throws io.remotegpu.contracts.error.PlatformException REGISTRY_ERROR with what the registry said; then nothing was read
     */
    List<FoundImage> read();
}
