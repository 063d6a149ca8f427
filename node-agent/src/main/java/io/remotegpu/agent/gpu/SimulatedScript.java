package io.remotegpu.agent.gpu;

import java.nio.file.Path;
import java.util.List;

/** The shell script behind {@link SimulatedGpus}: prints the XML of nvidia-smi with the processes that its files name, and answers its query of samples. */
final class SimulatedScript {
    private static final String SCRIPT = """
            #!/bin/sh
            # Stands in for nvidia-smi: these GPUs do not exist.
            state='%1$s'
            uuids='%4$s'
            memory() {
                used=0
                processes=''
                if [ -f "$state/$1.processes" ]; then
                    while read -r pid name memory; do
                        [ -n "$pid" ] || continue
                        used=$((used + ${memory:-0}))
                        processes="$processes<process_info><pid>$pid</pid><type>C</type><process_name>$name</process_name><used_memory>${memory:-0} MiB</used_memory></process_info>"
                    done < "$state/$1.processes"
                fi
            }
            line() {
                memory "$1"
                load=0
                [ ! -f "$state/$1.load" ] || read -r load < "$state/$1.load"
                told=''
                for field in $fields; do
                    case $field in
                        uuid) value=$1 ;;
                        utilization.gpu) value=$load ;;
                        utilization.memory) value=$((load / 2)) ;;
                        memory.used) value=$used ;;
                        memory.total) value=%3$d ;;
                        temperature.gpu) value=$((30 + load / 2)) ;;
                        power.draw) value=$((60 + load * 3)).00 ;;
                        *) value='[N/A]' ;;
                    esac
                    told="$told${told:+, }$value"
                done
                echo "$told"
            }
            query() {
                fields=$(echo "${1#--query-gpu=}" | tr ',' ' ')
                while :; do
                    for uuid in $uuids; do
                        line "$uuid"
                    done
                    [ "$3" = -lms ] || exit 0
                    sleep "$(($4 / 1000)).$(printf '%%03d' $(($4 %% 1000)))"
                done
            }
            list() {
                if [ -n "$REMOTEGPU_CONTAINER" ] && grep -qsxF "$REMOTEGPU_CONTAINER" "$state/denied"; then
                    echo 'Failed to initialize NVML: Unknown Error'
                    exit 255
                fi
                index=0
                for uuid in $uuids; do
                    echo "GPU $index: %2$s (UUID: $uuid)"
                    index=$((index + 1))
                done
                exit 0
            }
            joined() {
                if [ "$1" -eq "$2" ]; then echo ' X '
                elif [ $(($1 / 2)) -eq $(($2 / 2)) ]; then echo NV4
                elif [ $(($1 / 4)) -eq $(($2 / 4)) ]; then echo NODE
                else echo SYS
                fi
            }
            topology() {
                head=''
                rows=''
                last=$(($(echo "$uuids" | wc -w) - 1))
                for row in $(seq 0 $last); do
                    head="$head\\tGPU$row"
                    rows="$rows\\nGPU$row"
                    for column in $(seq 0 $last); do rows="$rows\\t$(joined "$row" "$column")"; done
                done
                printf "$head\\tCPU Affinity\\tNUMA Affinity$rows\\n"
                exit 0
            }
            case "$1" in
                --query-gpu=*) query "$@" ;;
                topo) topology ;;
                -L) list ;;
            esac
            told() {
                value=$2
                [ ! -f "$state/$1" ] || read -r value < "$state/$1"
                echo "$value"
            }
            gpu() {
                memory "$2"
                cat <<GPU
                <gpu id="00000000:0$1:00.0">
                    <product_name>%2$s</product_name>
                    <product_brand>Simulated</product_brand>
                    <product_architecture>Simulated</product_architecture>
                    <mig_mode><current_mig>N/A</current_mig></mig_mode>
                    <uuid>$2</uuid>
                    <minor_number>$1</minor_number>
                    <fb_memory_usage><total>%3$d MiB</total><used>$used MiB</used></fb_memory_usage>
                    <temperature><gpu_temp>$(told "$2.temperature" 31) C</gpu_temp><gpu_temp_slow_threshold>89 C</gpu_temp_slow_threshold></temperature>
                    <ecc_errors><volatile><dram_uncorrectable>$(told "$2.uncorrected" 0)</dram_uncorrectable></volatile></ecc_errors>
                    <processes>$processes</processes>
                </gpu>
            GPU
            }
            echo '<?xml version="1.0" ?>'
            echo '<nvidia_smi_log><driver_version>simulated</driver_version>'
            index=0
            for uuid in $uuids; do
                gpu $index "$uuid"
                index=$((index + 1))
            done
            echo '</nvidia_smi_log>'
            """;

    private SimulatedScript() {}

    static String of(Path state, List<String> uuids, String model, int memory) {
        if (!model.matches("[A-Za-z0-9 ._-]{1,60}")) {
            throw new IllegalArgumentException(
                    "a simulated model is letters, digits, dots, dashes and spaces: " + model);
        }
        String quoted = state.toAbsolutePath().toString().replace("'", "'\\''");
        return SCRIPT.formatted(quoted, model, memory, String.join(" ", uuids));
    }
}
