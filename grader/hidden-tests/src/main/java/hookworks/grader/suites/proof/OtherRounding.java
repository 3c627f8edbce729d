package hookworks.grader.suites.proof;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.grader.suites.proof.PartSubject.Answering;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.parameters.SeededModel;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reference on a machine that rounds otherwise, or one that adds up in another order: each float32 figure that it is
 * given and that is no whole number, a random model's weights too, is first moved by one unit in its last place, up or
 * down. An answer that this moves far is one that rounding decides, and no right solution could be sure of it.
 *
 * <p>Changes the arguments, which are the subject's own copies. Confined to one thread.
 */
final class OtherRounding implements Answering {
    private final Random random;
    private final Set<HookedTransformer> moved = Collections.newSetFromMap(new IdentityHashMap<>());

    OtherRounding(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public @Nullable Object answer(Method method, Object reference, Object[] arguments) throws Throwable {
        for (Object argument : arguments) {
            move(argument);
        }
        return PartSubject.asked(method, reference, arguments);
    }

    private void move(Object argument) {
        switch (argument) {
            case NDArray tensor -> moveCells(tensor);
            case List<?> items -> items.forEach(this::move);
            case FactoredMatrix matrix -> matrix.pair().forEach(this::move);
            case ActivationCache cache -> cache.names().forEach(name -> move(cache.get(name)));
            case HookedTransformer model -> moveWeights(model);
            default -> {} // numbers, texts and names, which nothing rounds
        }
    }

    /** Once, however often the model is passed. */
    private void moveWeights(HookedTransformer model) {
        if (model.name().orElse(null) instanceof SeededModel && moved.add(model)) {
            try (NDManager viewer = NDManager.newBaseManager(model.device())) {
                model.weights(viewer).stateDict().values().forEach(this::moveCells);
            }
        }
    }

    private void moveCells(NDArray tensor) {
        if (tensor.getDataType() != DataType.FLOAT32 || tensor.size() == 0) {
            return;
        }
        float[] factors = tensor.toFloatArray();
        for (int cell = 0; cell < factors.length; cell++) {
            factors[cell] = factor(factors[cell]);
        }
        try (NDManager scratch = NDManager.newBaseManager(tensor.getDevice())) {
            tensor.muli(scratch.create(factors, tensor.getShape()));
        }
    }

    /** Whole numbers stay: sums and products of them are exact in any order. */
    private float factor(float figure) {
        if (figure == Math.rint(figure)) {
            return 1;
        }
        return random.nextBoolean() ? Math.nextUp(1f) : Math.nextDown(1f);
    }
}
