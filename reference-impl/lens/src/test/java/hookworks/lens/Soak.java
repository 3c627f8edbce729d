package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a model for long in every untidy way, and prints by how many KiB the process grew. */
final class Soak {
    private static final int WARM_UP = 400;
    private static final int ROUNDS = 2_000;

    private Soak() {}

    public static void main(String[] arguments) throws IOException {
        try (HookedTransformer model = Architectures.GPT2_STYLE.load();
                NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray tokens = Architectures.tokens(manager, 4, 32);
            for (int round = 0; round < WARM_UP; round++) {
                round(model, tokens, round);
            }
            long before = residentKib();
            for (int round = 0; round < ROUNDS; round++) {
                round(model, tokens, round);
            }
            if (manager.getManagedArrays().size() != 1) {
                throw new IllegalStateException("left behind: " + manager.getManagedArrays());
            }
            System.out.println(residentKib() - before);
        }
    }

    private static void round(HookedTransformer model, NDArray tokens, int round) {
        try (NDManager own = tokens.getManager().newSubManager()) {
            NDArray ids = tokens.reshape(tokens.getShape());
            ids.attach(own);
            switch (round % 4) {
                case 0 -> model.runWithCache(ids).close();
                case 1 -> model.runWithCache(ids).cache().get("pattern", 1).close(); // the rest goes with its manager
                case 2 -> model.runWithHooks(ids, List.of(Hook.replacing(HookName.z(0), (z, point) -> z.mul(0))));
                default -> throwing(model, ids);
            }
        }
    }

    private static void throwing(HookedTransformer model, NDArray ids) {
        Hook late = Hook.reading(HookName.residPost(1), (value, point) -> {
            throw new ArithmeticException("late");
        });
        try {
            model.runWithHooks(ids, List.of(late));
        } catch (ArithmeticException expected) {
            return;
        }
        throw new IllegalStateException("the hook's exception was swallowed");
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
