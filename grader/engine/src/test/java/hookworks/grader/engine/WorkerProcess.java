package hookworks.grader.engine;

import java.io.IOException;

/** Which of the processes that make a worker in its sandbox. */
enum WorkerProcess {
    /** Bubblewrap, which waits. */
    SANDBOX,
    /** The JVM with the submission, the first process of its namespace. */
    JAVA;

    /** Sends a signal to this process of the only worker, and waits until that process is gone. */
    void signal(String signal) {
        ProcessHandle process = find();
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        process.onExit().join();
    }

    private ProcessHandle find() {
        ProcessHandle outside = ProcessHandle.current().children().findFirst().orElseThrow();
        return this == SANDBOX ? outside : outside.children().findFirst().orElseThrow();
    }
}
