package hookworks.lens.axes;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Multiplies arrays pair by pair until one is left, always the pair whose product is smallest. */
final class Contraction {
    private final List<NamedArray> factors;
    private final Set<String> output;

    private Contraction(List<NamedArray> factors, Set<String> output) {
        this.factors = new ArrayList<>(factors);
        this.output = output;
    }

    /**
     * The product of all, summed over the axes that are not in the output.
     *
     * @param factors used up
     */
    static NamedArray of(List<NamedArray> factors, Set<String> output) {
        return new Contraction(factors, output).run();
    }

    private record Pair(int first, int second, double size) {}

    private NamedArray run() {
        for (int place = 0; place < factors.size(); place++) {
            sumAlone(place);
        }
        while (factors.size() > 1) {
            multiply(cheapest());
        }
        return factors.getFirst();
    }

    /** Sums over the axes that only one factor has, before they make a product larger. */
    private void sumAlone(int place) {
        NamedArray factor = factors.get(place);
        Set<String> needed = neededBeside(place, place);
        if (!needed.containsAll(factor.axes())) {
            try (NDArray _ = factor.array()) {
                factors.set(place, factor.sumTo(needed));
            }
        }
    }

    private void multiply(Pair pair) {
        Set<String> needed = neededBeside(pair.first, pair.second);
        NamedArray right = factors.remove(pair.second);
        NamedArray left = factors.get(pair.first);
        try (NDArray _ = left.array();
                NDArray _ = right.array()) {
            factors.set(pair.first, left.times(right, needed));
        }
    }

    /** The axes of the output and of every other factor. */
    private Set<String> neededBeside(int first, int second) {
        var needed = new HashSet<>(output);
        for (int place = 0; place < factors.size(); place++) {
            if (place != first && place != second) {
                needed.addAll(factors.get(place).axes());
            }
        }
        return needed;
    }

    /** Of equals the first, so that two factors keep their order. */
    private Pair cheapest() {
        Pair best = new Pair(0, 1, sizeOf(0, 1));
        for (int second = 2; second < factors.size(); second++) {
            for (int first = 0; first < second; first++) {
                double size = sizeOf(first, second);
                best = size < best.size ? new Pair(first, second, size) : best;
            }
        }
        return best;
    }

    private double sizeOf(int first, int second) {
        Set<String> needed = neededBeside(first, second);
        NamedArray left = factors.get(first);
        NamedArray right = factors.get(second);
        double size = 1;
        for (String axis : left.axes()) {
            size *= needed.contains(axis) ? left.size(axis) : 1;
        }
        for (String axis : right.axes()) {
            size *= needed.contains(axis) && !left.axes().contains(axis) ? right.size(axis) : 1;
        }
        return size;
    }
}
