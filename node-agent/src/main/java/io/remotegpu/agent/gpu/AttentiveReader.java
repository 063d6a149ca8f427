package io.remotegpu.agent.gpu;

/** What nvidia-smi tells, with what the kernel said: a GPU may look idle and well right after an error that makes it unfit. */
public final class AttentiveReader implements GpuReader {
    private final GpuReader driver;
    private final KernelLog kernel;

    public AttentiveReader(GpuReader driver, KernelLog kernel) {
        this.driver = driver;
        this.kernel = kernel;
    }

    @Override
    public GpuReading read() {
        return switch (driver.read()) {
            case GpuReading.Devices devices ->
                new GpuReading.Devices(
                        devices.driverVersion(),
                        devices.gpus().stream().map(this::judged).toList(),
                        devices.cudaVersion());
            case GpuReading.Unavailable unavailable -> unavailable;
        };
    }

    private Gpu judged(Gpu gpu) {
        String fault = kernel.faultAt(gpu.bus());
        return fault == null ? gpu : gpu.broken(fault);
    }
}
