package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.hooks.RunPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Records one run, so that gradients can be had where it passed hook points, and changed by backward hooks on the way
 * back. DJL keeps the gradients of leaves only: to read one, a leaf of zeros is added to the value; to change one, the
 * run is cut there and goes on from a leaf, whose gradient is then pushed through the part before.
 *
 * <p>Owns what the way back needs, until closed. Confined to the thread that made it, whose computations it makes
 * differentiable meanwhile.
 */
public final class GradientTape implements AutoCloseable {
    private final NDManager scratch;
    private final RunPlan plan;
    private final IntPredicate wanted;
    private final List<Passed> passed = new ArrayList<>();

    /** Zero: torch refuses to go back from what no leaf has part in, and cannot be asked whether one has. */
    private final NDArray anchor;

    private final boolean wasRecording;

    private sealed interface Passed {
        HookPoint point();

        boolean isWanted();

        NDArray leaf();
    }

    private record Added(HookPoint point, NDArray leaf) implements Passed {
        @Override
        public boolean isWanted() {
            return true;
        }
    }

    private record Cut(HookPoint point, boolean isWanted, NDArray leaf, NDArray value, List<Hook> hooks)
            implements Passed {}

    /**
     * Begins to record.
     *
     * @param owner gets a child that owns what is recorded
     * @param wanted the numbers of hook points whose gradients are asked for
     */
    public GradientTape(NDManager owner, Device device, RunPlan plan, IntPredicate wanted) {
        this.scratch = owner.newSubManager(device);
        this.plan = plan;
        this.wanted = wanted;
        this.wasRecording = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        this.anchor = scratch.create(0f);
        anchor.setRequiresGradient(true);
    }

    /** Where what takes part in the run has to live. */
    public NDManager scratch() {
        return scratch;
    }

    /** What the run goes on with. */
    NDArray pass(int number, NDArray value) {
        HookPoint point = plan.point(number);
        List<Hook> hooks = plan.backwardHooksAt(number);
        if (!hooks.isEmpty()) {
            NDArray leaf = value.stopGradient();
            leaf.setRequiresGradient(true);
            passed.add(new Cut(point, wanted.test(number), leaf, value.add(anchor), hooks));
            return leaf;
        }
        if (!wanted.test(number)) {
            return value;
        }
        NDArray leaf = value.zerosLike();
        leaf.setRequiresGradient(true);
        passed.add(new Added(point, leaf));
        return value.add(leaf);
    }

    /**
     * Goes back from a number that was computed from the run's output, through every backward hook.
     *
     * @param objective a scalar
     * @return the gradients that were asked for, by hook point, in the order of the run; belong to {@code keeper}. A
     *     point that several values passed has their sum where its shapes agree, else the last one's
     */
    public Map<String, NDArray> backward(NDArray objective, NDManager keeper) {
        if (objective.size() != 1) {
            throw new IllegalArgumentException(
                    "only a scalar has gradients, got an objective of shape " + objective.getShape());
        }
        boolean hasCuts = passed.stream().anyMatch(Cut.class::isInstance);
        try (NDArray one = objective.onesLike()) {
            push(objective.add(anchor), one, hasCuts);
        }
        var gradients = new LinkedHashMap<String, NDArray>();
        for (Passed point : passed.reversed()) {
            NDArray gradient = point.leaf().getGradient();
            if (point instanceof Cut cut) {
                gradient = hooked(cut, gradient);
                push(cut.value(), gradient, true);
            }
            if (point.isWanted()) {
                keep(point.point().name(), gradient, gradients, keeper);
            }
        }
        var inOrder = new LinkedHashMap<String, NDArray>();
        passed.forEach(point -> {
            NDArray gradient = gradients.get(point.point().name());
            if (gradient != null) {
                inOrder.put(point.point().name(), gradient);
            }
        });
        return inOrder;
    }

    private static NDArray hooked(Cut cut, NDArray gradient) {
        NDArray current = gradient;
        for (Hook hook : cut.hooks()) {
            NDArray answer = hook.apply(current, cut.point());
            if (answer != null) {
                requireFit(answer, current, cut.point());
                current = answer;
            }
        }
        return current;
    }

    private static void requireFit(NDArray answer, NDArray gradient, HookPoint point) {
        if (!answer.getShape().equals(gradient.getShape()) || answer.getDataType() != gradient.getDataType()) {
            throw new IllegalArgumentException("a backward hook at '%s' must return %s %s, got %s %s"
                    .formatted(
                            point,
                            gradient.getDataType(),
                            gradient.getShape(),
                            answer.getDataType(),
                            answer.getShape()));
        }
    }

    private static void keep(String name, NDArray gradient, Map<String, NDArray> gradients, NDManager keeper) {
        NDArray copy = gradient.duplicate();
        copy.attach(keeper);
        NDArray other = gradients.get(name);
        if (other == null) {
            gradients.put(name, copy);
        } else if (other.getShape().equals(copy.getShape())) {
            other.addi(copy);
            copy.close();
        } else {
            copy.close();
        }
    }

    private static void push(NDArray value, NDArray gradient, boolean keepsGraph) {
        JniUtils.backward((PtNDArray) value, (PtNDArray) gradient, keepsGraph, false);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(wasRecording);
        scratch.close();
    }
}
