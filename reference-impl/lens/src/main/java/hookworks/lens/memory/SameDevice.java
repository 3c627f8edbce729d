package hookworks.lens.memory;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

/** Refuses to mix tensors of different devices, before libtorch does so without saying whose they are. */
public final class SameDevice {
    private SameDevice() {}

    /**
     * Demands that a tensor is where another thing is.
     *
     * @param what the tensor, as its owner would call it; of any shape
     * @param with the other thing
     * @throws IllegalArgumentException naming both devices
     */
    public static void require(String what, NDArray tensor, String with, Device device) {
        if (!tensor.getDevice().equals(device)) {
            throw new IllegalArgumentException(
                    "%s is on %s, but %s is on %s: move one of them, with NDArray.toDevice, ActivationCache.to or HookedTransformer.to"
                            .formatted(what, tensor.getDevice(), with, device));
        }
    }
}
