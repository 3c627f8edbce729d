package hookworks.grader.engine.devices;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices of this machine whose memory its workers share, each with its places. All that start workers on a machine ask
 * the same one. Thread-safe.
 */
public final class DeviceRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceRegistry.class);

    private final DeviceMemory memory;
    private final int mebibytesPerWorker;
    private final Map<String, DeviceLeases> leases = new ConcurrentHashMap<>();

    /** @param mebibytesPerWorker of a device's memory, at least 1 */
    public DeviceRegistry(DeviceMemory memory, int mebibytesPerWorker) {
        if (mebibytesPerWorker < 1) {
            throw new IllegalArgumentException(
                    "a worker needs at least 1 MiB of a GPU's memory, got " + mebibytesPerWorker);
        }
        this.memory = memory;
        this.mebibytesPerWorker = mebibytesPerWorker;
    }

    /** The places on a GPU, the same ones for whoever asks; empty for any other device, where nobody counts. */
    public Optional<DeviceLeases> leasesOf(String device) {
        return device.startsWith("cuda")
                ? Optional.of(leases.computeIfAbsent(device, this::counted))
                : Optional.empty();
    }

    private DeviceLeases counted(String device) {
        OptionalInt known = memory.mebibytes(device);
        int places = known.isPresent() ? Math.max(1, known.getAsInt() / mebibytesPerWorker) : 1;
        LOG.info("{} holds {} workers at a time; its memory in MiB: {}", device, places, known);
        return new DeviceLeases(device, places);
    }
}
