package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.GpuInventory;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigSlicesTest {
    private static final String LISTING = """
            GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-5d5ba0d6-d33d-2b2c-524d-9e3d8d2b8a77)
              MIG 3g.40gb     Device  0: (UUID: MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f)
              MIG 1g.10gb     Device  1: (UUID: MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb)
            GPU 1: NVIDIA A100-SXM4-80GB (UUID: GPU-ab5ba0d6-d33d-2b2c-524d-9e3d8d2b8a78)
            """;
    private static final String XML = """
            <?xml version="1.0" ?>
            <nvidia_smi_log><driver_version>570.86</driver_version>
            <gpu id="00000000:01:00.0"><product_name>NVIDIA A100-SXM4-80GB</product_name><product_brand>NVIDIA</product_brand>
                <product_architecture>Ampere</product_architecture><mig_mode><current_mig>Enabled</current_mig></mig_mode>
                <mig_devices>
                    <mig_device><index>0</index><gpu_instance_id>2</gpu_instance_id><compute_instance_id>0</compute_instance_id>
                        <fb_memory_usage><total>40192 MiB</total><used>37 MiB</used></fb_memory_usage></mig_device>
                    <mig_device><index>1</index><gpu_instance_id>9</gpu_instance_id><compute_instance_id>0</compute_instance_id>
                        <fb_memory_usage><total>9728 MiB</total><used>412 MiB</used></fb_memory_usage></mig_device>
                </mig_devices>
                <uuid>GPU-5d5ba0d6-d33d-2b2c-524d-9e3d8d2b8a77</uuid>
                <fb_memory_usage><total>81920 MiB</total><used>449 MiB</used></fb_memory_usage>
                <processes><process_info><gpu_instance_id>9</gpu_instance_id><compute_instance_id>0</compute_instance_id>
                    <pid>4711</pid><process_name>python3</process_name><used_memory>375 MiB</used_memory></process_info></processes>
            </gpu>
            <gpu id="00000000:02:00.0"><product_name>NVIDIA A100-SXM4-80GB</product_name><mig_mode><current_mig>Disabled</current_mig></mig_mode>
                <uuid>GPU-ab5ba0d6-d33d-2b2c-524d-9e3d8d2b8a78</uuid>
                <fb_memory_usage><total>81920 MiB</total><used>0 MiB</used></fb_memory_usage><processes></processes>
            </gpu></nvidia_smi_log>
            """;

    private final GpuReader reader = () -> NvidiaSmiXml.parse(XML, MigListing.parse(LISTING));

    @Test
    void offersTheSlicesOfAGpuThatIsCutInsteadOfIt() {
        List<GpuInventory> offered = new InventoryReader(reader, false).read();
        assertThat(offered)
                .extracting(GpuInventory::uuid)
                .containsExactly(
                        "MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f",
                        "MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb",
                        "GPU-ab5ba0d6-d33d-2b2c-524d-9e3d8d2b8a78");
        assertThat(offered.get(1).name()).isEqualTo("NVIDIA A100-SXM4-80GB MIG 1g.10gb");
        assertThat(offered.get(1).memoryTotal()).isEqualTo(9728);
    }

    @Test
    void seesOfASliceWhatIsOnThatSliceAlone() {
        List<GpuEvidence> evidence = new GpuInspector(reader, 128, Clock.systemUTC())
                .inspect(List.of(
                        "MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f", "MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb"));
        assertThat(evidence.getFirst().problem()).isNull();
        assertThat(evidence.getLast().problem()).contains("4711 python3");
    }

    @Test
    void aSliceWithoutAUuidIsOfferedToNobody() {
        GpuReader blind = () -> NvidiaSmiXml.parse(XML, MigListing.NONE);
        assertThat(new InventoryReader(blind, false).read())
                .extracting(GpuInventory::uuid)
                .containsExactly("GPU-ab5ba0d6-d33d-2b2c-524d-9e3d8d2b8a78");
    }
}
