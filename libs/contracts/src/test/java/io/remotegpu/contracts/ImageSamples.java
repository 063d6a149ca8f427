package io.remotegpu.contracts;

import io.remotegpu.contracts.HostCommand.PullImage;
import java.util.List;
import java.util.UUID;

/** Images that come before anybody starts from them. */
final class ImageSamples {
    private static final UUID PULL = UUID.fromString("0192f7a4-6c1e-7b55-9f0e-3d1a2b4c5d6e");
    private static final String IMAGE = "harbor.example.org/lab/pytorch:2.9";

    private ImageSamples() {}

    static List<Message> all() {
        return List.of(
                new PullImage(Samples.HOST, PULL, IMAGE, 7200, 604_800),
                new ImagePullProgressed(Samples.HOST, PULL, IMAGE, 42),
                new ImagePulled(Samples.HOST, PULL, IMAGE),
                new ImageNotPulled(
                        Samples.HOST, PULL, IMAGE, "image " + IMAGE + " is not available: manifest unknown"));
    }
}
