package io.remotegpu.agent;

/** What root inside a container tries and must not be able to do. */
final class Attempts {
    /** Each line tries one thing and says whether it was done. */
    static final String SCRIPT = """
        try() { name=$1; shift; if "$@" >/dev/null 2>&1; then echo "$name done"; else echo "$name refused"; fi; }
        try mount mount -t tmpfs none /mnt
        try bind mount --bind /etc /mnt
        try remount mount -o remount,rw /proc/sys
        try sysrq sh -c 'echo h > /proc/sysrq-trigger'
        try kernel sh -c 'echo 1 > /proc/sys/kernel/panic'
        try device mknod /opt/disk b 8 0
        try disk sh -c 'cat /dev/[sv]da'
        try messages head -c 1 /dev/kmsg
        try memory head -c 1 /dev/mem
        try namespace unshare --mount true
        try user-namespace unshare --user --map-root-user true
        try engine ls /var/run/docker.sock /run/docker.sock
        try gpu sh -c 'ls /dev/nvidia*'
        try keys sh -c 'echo key >> /run/remotegpu/authorized_keys'
        try cgroup sh -c 'echo max > /sys/fs/cgroup/pids/pids.max || echo max > /sys/fs/cgroup/pids.max'
        try clock date -s 2020-01-01
        try host-name hostname other
        """;

    private Attempts() {}

    static int count() {
        return Math.toIntExact(
                SCRIPT.lines().filter(line -> line.startsWith("try ")).count());
    }
}
