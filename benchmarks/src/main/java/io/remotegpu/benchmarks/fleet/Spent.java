package io.remotegpu.benchmarks.fleet;

/**
 * What had been spent at a moment, or between two.
 *
 * @param scheduler CPU time of the scheduler's threads, like the others in nanoseconds; without compiling and collecting garbage
 * @param database of all of PostgreSQL's processes
 * @param broker of Kafka's threads
 * @param simulation of hosts and people
 * @param jvm of compiling and collecting garbage for all of them
 * @param statements carried out by PostgreSQL, the relay's own included
 * @param walBytes that it wrote to its log
 * @param messages appended to any topic
 */
record Spent(
        long at,
        long scheduler,
        long database,
        long broker,
        long simulation,
        long jvm,
        long statements,
        long commits,
        long walBytes,
        long messages) {

    Spent since(Spent earlier) {
        return new Spent(
                at - earlier.at,
                scheduler - earlier.scheduler,
                database - earlier.database,
                broker - earlier.broker,
                simulation - earlier.simulation,
                jvm - earlier.jvm,
                statements - earlier.statements,
                commits - earlier.commits,
                walBytes - earlier.walBytes,
                messages - earlier.messages);
    }

    double seconds() {
        return at / 1e9;
    }

    /** One line for each thing, by life cycle. */
    String perLifeCycle(long lifeCycles) {
        double n = Math.max(1, lifeCycles);
        double millis = n * 1e6;
        return """
                  CPU per life cycle: scheduler %.2f ms, PostgreSQL %.2f ms, Kafka %.2f ms, simulation %.2f ms, JIT and GC %.2f ms
                  statements %.1f, commits %.2f, WAL %.1f KiB, Kafka messages %.1f per life cycle""".formatted(
                        scheduler / millis,
                        database / millis,
                        broker / millis,
                        simulation / millis,
                        jvm / millis,
                        statements / n,
                        commits / n,
                        walBytes / n / 1024,
                        messages / n);
    }
}
