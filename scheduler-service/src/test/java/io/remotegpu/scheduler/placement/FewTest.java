package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FewTest {
    @RepeatedTest(20)
    void areThoseThatSortingWouldPutFirst(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Integer> many = Stream.generate(() -> random.nextInt(30))
                .limit(random.nextInt(50))
                .toList();
        Few<Integer> few = new Few<>(5, Comparator.naturalOrder());

        many.forEach(few::offer);

        assertThat(few.inOrder()).isEqualTo(many.stream().sorted().limit(5).toList());
    }

    @Test
    void keepOfEqualOnesThoseThatCameFirst() {
        Few<String> few = new Few<>(2, Comparator.comparingInt(String::length));

        Stream.of("bb", "a", "c", "d").forEach(few::offer);

        assertThat(few.inOrder()).containsExactly("a", "c");
    }
}
