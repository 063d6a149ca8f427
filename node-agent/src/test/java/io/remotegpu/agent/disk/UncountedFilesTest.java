package io.remotegpu.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Many small files take long to be counted, which must not make them no files at all. */
class UncountedFilesTest extends WatchedDisk {
    @Test
    void goesOnWithTheOthersIfOneCannotBeCounted() {
        kept.remove("a");
        kept.put("b", 950);
        look();
        assertThat(watch.use("a")).isNull();
        assertThat(watch.condition("b")).isPresent();
    }

    @Test
    void endsWhoCannotBeCountedTwiceInARowAndBeforeAllOthersWhenTheDiskIsFull() {
        kept.remove("a");
        look();
        assertThat(ended).isEmpty();
        nanos += 30 * SECOND;
        look();
        assertThat(ended).singleElement().asString().startsWith("a: it keeps more files than can be counted");

        running.removeIf(workload -> workload.containerId().equals("a"));
        running.add(workload("c"));
        usable = (RESERVE - 1) * MEBIBYTE;
        kept.put("b", 900);
        nanos += SECOND;
        look();
        assertThat(ended).hasSize(2).last().asString().startsWith("c: its host has");
    }

    @Test
    void givesWhoWasStoppedForTooManyFilesHalfAnHourToRemoveSome() {
        kept.remove("a");
        lookTwice();
        assertThat(ended).hasSize(1);
        agent();
        lookTwice();
        assertThat(ended).hasSize(1);
        nanos += 30 * 60 * SECOND;
        look();
        assertThat(ended).hasSize(2);

        agent();
        kept.put("a", 10);
        look();
        kept.remove("a");
        nanos += 30 * SECOND;
        lookTwice();
        assertThat(ended).as("it was counted meanwhile").hasSize(3);
    }
}
