package hookworks.grader.engine.sandbox;

import java.time.Duration;

/**
 * What one worker may use.
 *
 * @param startTime until it is warm; ours to answer for, not the student's
 * @param loadTime for compiling a submission
 * @param callTime for one call of an exercise
 * @param exerciseTime for all calls of an exercise together
 * @param cpuSeconds of the whole worker, all threads together
 * @param heapMebibytes the JVM's heap
 * @param memoryMebibytes everything together: heap, metaspace, libtorch, stacks and temporary files
 * @param processes threads and processes together, where the kernel lets us count them
 * @param temporaryMebibytes of the only folder that can be written to
 * @param outputBytes on the error stream
 */
public record WorkerLimits(
        Duration startTime,
        Duration loadTime,
        Duration callTime,
        Duration exerciseTime,
        int cpuSeconds,
        int heapMebibytes,
        int memoryMebibytes,
        int processes,
        int temporaryMebibytes,
        long outputBytes) {

    public static WorkerLimits standard() {
        return new WorkerLimits(
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                180,
                512,
                2048,
                256,
                64,
                10 << 20);
    }

    /** The same, with other limits on time. */
    public WorkerLimits withTimes(Duration call, Duration exercise, int cpu) {
        return new WorkerLimits(
                startTime,
                loadTime,
                call,
                exercise,
                cpu,
                heapMebibytes,
                memoryMebibytes,
                processes,
                temporaryMebibytes,
                outputBytes);
    }

    public WorkerLimits withCallTime(Duration time) {
        return withTimes(time, exerciseTime, cpuSeconds);
    }
}
