package io.remotegpu.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.GpuSample;
import org.junit.jupiter.api.Test;

class GpuReadingsTest {
    private final GpuReadings readings = new GpuReadings();

    @Test
    void tellsMeansOfWhatFluctuatesAndTheMostOfWhatFills() {
        readings.add(new GpuLine("GPU-1", 90.0, 10.0, 100.0, 1000.0, 60.0, 200.0));
        readings.add(new GpuLine("GPU-1", 20.0, null, 700.0, 1000.0, 65.0, null));
        readings.add(new GpuLine("GPU-1", 0.0, 20.0, 50.0, 1000.0, 61.0, 300.0));
        readings.add(new GpuLine("GPU-2", null, null, null, null, 40.0, null));

        assertThat(readings.take().gpus())
                .containsExactly(
                        new GpuSample("GPU-1", 3, 36.67, 90, 15.0, 700, 1000, 65, 250.0),
                        new GpuSample("GPU-2", 1, null, null, null, null, null, 40, null));
        assertThat(readings.take().gpus()).isEmpty();
    }

    @Test
    void keepsAComplaintUntilGpusAreReadWithoutOne() {
        readings.complain("GPU is lost");
        assertThat(readings.take().problem()).isEqualTo("GPU is lost");
        assertThat(readings.take().problem()).isEqualTo("GPU is lost");

        readings.add(new GpuLine("GPU-1", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        readings.complain("GPU is lost again");
        assertThat(readings.take().problem()).isEqualTo("GPU is lost again");

        readings.add(new GpuLine("GPU-1", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        assertThat(readings.take().problem()).isNull();
    }
}
