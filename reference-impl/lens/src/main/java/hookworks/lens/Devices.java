package hookworks.lens;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import java.util.Locale;
import java.util.regex.Pattern;

/** Chooses where tensors live. */
public final class Devices {
    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");
    private static final String MPS = "mps";

    private Devices() {}

    /**
     * The device that a setting means.
     *
     * @param setting {@code auto} (CUDA, then MPS, then CPU), {@code cpu}, {@code cuda}, {@code cuda:N} or {@code mps}
     * @throws IllegalArgumentException where the setting means nothing, or this machine lacks the device
     */
    public static Device choose(String setting) {
        return choose(setting, Engine.getInstance());
    }

    /** The setting that means this device and no other, for another process to choose the same. */
    public static String settingOf(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : device.getDeviceType();
    }

    static Device choose(String setting, Engine engine) {
        String asked = setting.strip().toLowerCase(Locale.ROOT);
        var cuda = CUDA.matcher(asked);
        if (cuda.matches()) {
            return cuda(setting, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)), engine);
        }
        return switch (asked) {
            case "cpu" -> Device.cpu();
            case MPS -> mps(engine);
            case "auto" -> automatic(engine);
            default ->
                throw new IllegalArgumentException(
                        "unknown device '%s': choose auto, cpu, cuda, cuda:N or mps".formatted(setting));
        };
    }

    private static Device automatic(Engine engine) {
        if (gpus(engine) > 0) {
            return Device.gpu(0);
        }
        return hasMps(engine) ? Device.of(MPS, 0) : Device.cpu();
    }

    private static Device cuda(String setting, int index, Engine engine) {
        int found = gpus(engine);
        if (index >= found) {
            throw new IllegalArgumentException(
                    "device '%s' was asked for, but this machine offers %d CUDA devices to PyTorch; %s"
                            .formatted(
                                    setting,
                                    found,
                                    found == 0
                                            ? "check the driver and that a CUDA build of libtorch is on the class"
                                                    + " path, or choose cpu"
                                            : "they are cuda:0 to cuda:%d".formatted(found - 1)));
        }
        return Device.gpu(index);
    }

    private static Device mps(Engine engine) {
        if (!hasMps(engine)) {
            throw new IllegalArgumentException(
                    "device 'mps' was asked for, but MPS needs macOS on Apple silicon; choose auto or cpu");
        }
        return Device.of(MPS, 0);
    }

    private static int gpus(Engine engine) {
        return engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
    }

    private static boolean hasMps(Engine engine) {
        return engine.defaultDevice().getDeviceType().equals(MPS);
    }
}
