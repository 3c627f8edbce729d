package hookworks.grader.engine.devices;

import java.util.OptionalInt;

/** What is known of the memory of this machine's devices. Thread-safe. */
@FunctionalInterface
public interface DeviceMemory {
    /**
     * All of a device's memory, in MiB; empty where nothing is known of it.
     *
     * @param device such as {@code cuda:0}
     */
    OptionalInt mebibytes(String device);
}
