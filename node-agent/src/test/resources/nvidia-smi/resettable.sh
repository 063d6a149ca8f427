#!/bin/sh
cd "$(dirname "$0")"
case "$1" in
    topo) [ -e unjoined ] || printf '\tGPU0\tGPU1\nGPU0\t X \tNV4\nGPU1\tNV4\t X \n'; exit 0 ;;
    --gpu-reset)
        echo "$3" >> resets
        [ -e stubborn ] && { echo 'Unable to reset this GPU'; exit 3; }
        rm -f memory
        exit 0 ;;
esac
gpu() {
    echo "<gpu id=\"00000000:0$1:00.0\"><uuid>GPU-$1</uuid><fb_memory_usage><total>80 MiB</total><used>$2 MiB</used>"
    echo "</fb_memory_usage><processes>$3</processes></gpu>"
}
echo '<?xml version="1.0" ?><nvidia_smi_log><driver_version>1</driver_version>'
gpu 1 "$(cat memory 2>/dev/null || echo 0)" "$(cat processes 2>/dev/null)"
gpu 2 0 "$(cat processes-of-the-other 2>/dev/null)"
echo '</nvidia_smi_log>'
