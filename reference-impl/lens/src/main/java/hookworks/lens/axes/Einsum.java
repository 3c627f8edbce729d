package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.memory.TensorScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Products of arrays, summed over every axis that the output lacks.
 *
 * {@snippet :
 * NDArray scores = einsum("batch query head d_head, batch key head d_head -> batch head query key", q, k);
 * NDArray logits = einsum("... d_model, d_model d_vocab -> ... d_vocab", resid, wU);
 * NDArray trace = einsum("row row ->", square);
 * }
 *
 * <p>Each pair of arrays takes one batched matrix product, or one multiplication where nothing is summed; no product
 * is broadcast and summed afterwards. A name twice in one array takes its diagonal. Shares no memory with the
 * operands, except that a single operand is not copied where reordering is enough.
 */
public final class Einsum {
    private static final PatternCache<Einsum> COMPILED = new PatternCache<>(Einsum::of);

    private final String pattern;
    private final List<AxisList> inputs;
    private final AxisList output;

    private Einsum(String pattern, List<AxisList> inputs, AxisList output) {
        this.pattern = pattern;
        this.inputs = inputs;
        this.output = output;
        requireSound();
    }

    /**
     * Compiles a pattern.
     *
     * @param pattern axes of each operand, with commas between, then {@code ->} and the axes of the result; {@code ...}
     *     stands for the same axes wherever it is
     */
    public static Einsum of(String pattern) {
        var reader = new AxisReader(pattern);
        var inputs = new ArrayList<AxisList>();
        do {
            inputs.add(reader.axes());
        } while (reader.accept(","));
        reader.expect("->", "an axis, ',' or '->'");
        AxisList output = reader.axes();
        reader.expectEnd("an axis or the end");
        return new Einsum(pattern, List.copyOf(inputs), output);
    }

    /** As {@link #apply(NDArray...)}, after compiling the pattern; compiled ones are remembered. */
    public static NDArray einsum(String pattern, NDArray... operands) {
        return COMPILED.get(pattern).apply(operands);
    }

    private void requireSound() {
        Set<String> known = new HashSet<>();
        for (AxisList input : inputs) {
            input.requireNoGroups("einsum does not split axes: use Rearrange first");
            known.addAll(input.names());
        }
        output.requireNoGroups("einsum does not merge axes: use Rearrange on the result");
        output.requireDistinct();
        output.requireAmong(known, "is in no operand");
        if (output.hasEllipsis() && inputs.stream().noneMatch(AxisList::hasEllipsis)) {
            throw output.pattern().wrong(output.pattern().text().lastIndexOf("..."), "'...' is in no operand");
        }
    }

    /**
     * The product.
     *
     * @param operands one for each part of the pattern, of any shape that it fits, of one data type and not boolean
     * @return with the axes behind the arrow; belongs to the manager of the first operand
     * @throws IllegalArgumentException naming the axis that does not fit
     */
    public NDArray apply(NDArray... operands) {
        requireCount(operands);
        return apply(operands[0].getManager(), operands);
    }

    /** As {@link #apply(NDArray...)}, for operands whose managers take nothing more: belongs to {@code owner}. */
    public NDArray apply(NDManager owner, NDArray... operands) {
        requireCount(operands);
        requireOneType(operands);
        var sizes = new AxisSizes(Map.of());
        var axes = new ArrayList<AxisList>();
        int ellipsis = 0;
        for (int place = 0; place < operands.length; place++) {
            AxisList input = inputs.get(place);
            axes.add(sizes.bind("operand %d".formatted(place + 1), input, operands[place].getShape()));
            ellipsis = Math.max(
                    ellipsis, input.behindEllipsis(operands[place].getShape().dimension()));
        }
        AxisList result = output.expanded(ellipsis);
        sizes.declare(result);
        try (var scope = TensorScope.within(owner)) {
            var factors = new ArrayList<NamedArray>();
            for (int place = 0; place < operands.length; place++) {
                List<String> names = axes.get(place).names();
                try (NDArray borrowed = scope.borrow(operands[place])) {
                    factors.add(NamedArray.of(borrowed.reshape(sizes.apart(names)), names));
                }
            }
            NamedArray product = Contraction.of(factors, Set.copyOf(result.names()));
            try (NDArray ordered = product.along(result.names())) {
                return scope.keep(ordered.reshape(sizes.merged(result)));
            }
        }
    }

    private void requireCount(NDArray... operands) {
        if (operands.length != inputs.size()) {
            throw new IllegalArgumentException("'%s' takes %d operands, got %d: the axes of each stand between commas"
                    .formatted(pattern, inputs.size(), operands.length));
        }
    }

    private static void requireOneType(NDArray... operands) {
        DataType type = operands[0].getDataType();
        if (type == DataType.BOOLEAN) {
            throw new IllegalArgumentException("einsum multiplies numbers, and operand 1 is boolean: use toType first");
        }
        for (int place = 1; place < operands.length; place++) {
            if (operands[place].getDataType() != type) {
                throw new IllegalArgumentException("einsum needs one data type: operand 1 is %s, operand %d is %s"
                        .formatted(type, place + 1, operands[place].getDataType()));
            }
        }
    }

    @Override
    public String toString() {
        return pattern;
    }
}
