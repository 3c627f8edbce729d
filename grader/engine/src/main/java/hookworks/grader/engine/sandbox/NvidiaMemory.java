package hookworks.grader.engine.sandbox;

import hookworks.grader.engine.devices.DeviceMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory of NVIDIA's devices, as their driver's own tool tells it. Thread-safe. */
public final class NvidiaMemory implements DeviceMemory {
    private static final Logger LOG = LoggerFactory.getLogger(NvidiaMemory.class);
    private static final Pattern DEVICE = Pattern.compile("cuda:(\\d{1,3})");

    private final String tool;

    private NvidiaMemory(String tool) {
        this.tool = tool;
    }

    /** As {@code nvidia-smi} on the path tells it. */
    public static NvidiaMemory ofThisMachine() {
        return new NvidiaMemory("nvidia-smi");
    }

    static NvidiaMemory toldBy(String tool) {
        return new NvidiaMemory(tool);
    }

    @Override
    public OptionalInt mebibytes(String device) {
        Matcher index = DEVICE.matcher(device);
        return index.matches() ? ask(index.group(1)) : OptionalInt.empty();
    }

    private OptionalInt ask(String index) {
        try {
            Process asked = new ProcessBuilder(
                            List.of(tool, "--query-gpu=memory.total", "--format=csv,noheader,nounits", "--id=" + index))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            asked.getOutputStream().close();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return asked.waitFor() == 0 && said.matches("\\d{1,8}")
                    ? OptionalInt.of(Integer.parseInt(said))
                    : OptionalInt.empty();
        } catch (IOException e) {
            LOG.debug("{} can't be asked: {}", tool, e.toString());
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
