package io.remotegpu.agent;

import java.time.Duration;
import picocli.CommandLine.Option;

/** What an operator tells the agent of the disk that containers and images fill. */
final class DiskOptions {
    @Option(
            names = "--layer-limit",
            defaultValue = "20480",
            description = "MiB that a container may change of its image's files, 0 for any (${DEFAULT-VALUE})")
    int layerLimit;

    @Option(
            names = "--disk-interval",
            defaultValue = "PT30S",
            description = "time between measurements of a workload that writes little, ISO 8601 (${DEFAULT-VALUE})")
    Duration interval = Duration.ofSeconds(30);

    @Option(
            names = "--disk-reserve",
            defaultValue = "2048",
            description = "MiB kept free: below it the workload that writes the most is stopped (${DEFAULT-VALUE})")
    int reserve;

    @Option(
            names = "--images-high",
            defaultValue = "85",
            description = "percent of the disk in use at which images that nobody uses begin to go (${DEFAULT-VALUE})")
    int imagesHigh;

    @Option(
            names = "--images-low",
            defaultValue = "75",
            description = "percent at which no more images go (${DEFAULT-VALUE})")
    int imagesLow;

    @Option(
            names = "--images-unused",
            defaultValue = "PT1H",
            description = "how long an image that goes was not used, ISO 8601 (${DEFAULT-VALUE})")
    Duration imagesUnused = Duration.ofHours(1);
}
