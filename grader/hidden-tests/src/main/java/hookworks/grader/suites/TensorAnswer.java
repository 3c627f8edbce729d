package hookworks.grader.suites;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that the subject answered with, and what to tell the student where it is wrong.
 *
 * @param name what the student calls it, such as {@code hits}
 * @param tensor null where the subject returned none
 * @param axes the names of its axes, in order
 */
public record TensorAnswer(String name, @Nullable NDArray tensor, List<String> axes) {
    public TensorAnswer {
        axes = List.copyOf(axes);
    }

    public static TensorAnswer named(String name, @Nullable NDArray tensor, String... axes) {
        return new TensorAnswer(name, tensor, List.of(axes));
    }

    /** As {@link #mustEqual(NDArray, Tolerance, Supplier)}, where no mistake is known. */
    public void mustEqual(NDArray expected, Tolerance tolerance) {
        mustEqual(expected, tolerance, List::of);
    }

    /**
     * Compares shape, type and every cell.
     *
     * @param mistakes gives wrong answers that are recognised, likeliest first; asked only where there is something to
     *     explain, since they cost more than the right one
     * @throws WrongAnswer naming the first difference
     */
    public void mustEqual(NDArray expected, Tolerance tolerance, Supplier<List<Mistake>> mistakes) {
        Cells right = Cells.of(expected);
        if (tensor == null) {
            throw new WrongAnswer("%s is null; expected %s".formatted(name, kind(right)));
        }
        mustBeOfKind(right, tensor);
        boolean hasRightShape = tensor.getShape().equals(right.shape());
        if (!hasRightShape || !agrees(right, Cells.of(tensor), tolerance)) {
            throw explained(right, tensor, tolerance, mistakes.get());
        }
    }

    private boolean agrees(Cells right, Cells answered, Tolerance tolerance) {
        right.margin(name, answered, tolerance).ifPresent(Margins::note);
        return right.agreesWith(answered, tolerance);
    }

    private WrongAnswer explained(Cells right, NDArray wrong, Tolerance tolerance, List<Mistake> mistakes) {
        mustBeWorthReading(right, wrong, mistakes);
        Cells answered = Cells.of(wrong);
        String recognised = recognised(answered, tolerance, mistakes);
        if (!answered.shape().equals(right.shape())) {
            return wrongShape(recognised, right, answered.shape());
        }
        mustBeNumbers(recognised, answered);
        var differences = right.differences(answered, tolerance);
        int first = differences.getFirst();
        String feedback = "%s at %s: expected %s, got %s (%s)"
                .formatted(
                        name,
                        right.place(first, axes),
                        right.figure(first),
                        answered.figure(first),
                        howMany(differences.size(), right.size()));
        return new WrongAnswer(recognised + feedback, DifferenceMap.of(right, answered, tolerance, axes, first));
    }

    private void mustBeOfKind(Cells right, NDArray answered) {
        if (answered.getDataType() != right.type()) {
            throw new WrongAnswer("%s has the wrong type: expected %s, got %s of type %s"
                    .formatted(name, kind(right), answered.getShape(), typeName(answered)));
        }
    }

    /** A shape that neither the answer nor a known mistake has may be of any size, and is not read out. */
    private void mustBeWorthReading(Cells right, NDArray answered, List<Mistake> mistakes) {
        Shape shape = answered.getShape();
        if (!shape.equals(right.shape())
                && mistakes.stream()
                        .noneMatch(mistake -> mistake.answer().getShape().equals(shape))) {
            throw wrongShape("", right, shape);
        }
    }

    private WrongAnswer wrongShape(String recognised, Cells right, Shape answered) {
        return new WrongAnswer(recognised
                + "%s has the wrong shape: expected %s, got %s".formatted(name, axesAndShape(right.shape()), answered));
    }

    private void mustBeNumbers(String recognised, Cells answered) {
        IntStream.range(0, answered.size())
                .filter(cell -> Double.isNaN(answered.value(cell)))
                .findFirst()
                .ifPresent(cell -> {
                    throw new WrongAnswer(recognised
                            + "%s at %s is NaN, not a number: look for 0/0 or a mean over nothing"
                                    .formatted(name, answered.place(cell, axes)));
                });
    }

    private static String recognised(Cells answered, Tolerance tolerance, List<Mistake> mistakes) {
        return mistakes.stream()
                .filter(mistake -> Cells.of(mistake.answer()).agreesWith(answered, tolerance))
                .map(mistake -> mistake.misconception().sentence() + "\n")
                .findFirst()
                .orElse("");
    }

    private static String howMany(int differences, int cells) {
        return "%d of %d cells differ%s".formatted(differences, cells, differences == 1 ? "s" : "");
    }

    private String kind(Cells right) {
        return axesAndShape(right.shape()) + " of type " + right.type().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String typeName(NDArray tensor) {
        return tensor.getDataType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private String axesAndShape(Shape shape) {
        return axes.stream().collect(Collectors.joining(", ", "[", "]")) + " = " + shape;
    }
}
