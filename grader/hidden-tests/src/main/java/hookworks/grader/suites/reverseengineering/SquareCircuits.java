package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.factored.FactoredMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Circuits from tokens to tokens, whose diagonals are to be judged. No entry is nearly as large as one on the diagonal,
 * so that rounding decides nothing.
 */
record SquareCircuits(Scenarios scenarios) {
    private static final double NOISE = 0.8;
    private static final double LOUD = 25;
    private static final double STEP = 0.25;

    /** Of a rank far below the number of tokens; copies some of them, and others not. */
    FactoredMatrix copying(int tokens) {
        FactoredMatrix circuit;
        DiagonalRanks ranks;
        do {
            NDArray a = scenarios.normal(1, tokens, 8);
            NDArray b = a.transpose().add(scenarios.normal(NOISE, 8, tokens));
            circuit = FactoredMatrix.of(a, b);
            ranks = DiagonalRanks.of(circuit);
        } while (!ranks.isClear() || !isTelling(ranks));
        return circuit;
    }

    /** Whether some rows are hits and others not, and columns or magnitudes would give another share. */
    private static boolean isTelling(DiagonalRanks ranks) {
        double rows = ranks.share(row -> ranks.inRow(row) == 0);
        return rows > 0.15
                && rows < 0.85
                && rows != ranks.share(column -> ranks.inColumn(column) == 0)
                && rows != ranks.share(row -> ranks.byMagnitude(row) == 0);
    }

    /** Drawn without any regard to the diagonal. */
    FactoredMatrix random(int tokens, int width) {
        FactoredMatrix circuit;
        do {
            circuit = FactoredMatrix.of(scenarios.normal(1, tokens, width), scenarios.normal(1, width, tokens));
        } while (!DiagonalRanks.of(circuit).isClear());
        return circuit;
    }

    /** One column that wins every row in which it is above 0. */
    FactoredMatrix withLoudColumn(FactoredMatrix circuit, int column) {
        return FactoredMatrix.of(
                circuit.a(), circuit.b().mul(loud(circuit, column).reshape(1, circuit.rdim())));
    }

    /** One row that wins every column in which it is above 0. */
    FactoredMatrix withLoudRow(FactoredMatrix circuit, int row) {
        return FactoredMatrix.of(circuit.a().mul(loud(circuit, row).reshape(circuit.ldim(), 1)), circuit.b());
    }

    private NDArray loud(FactoredMatrix circuit, int place) {
        var factors = new float[Math.toIntExact(circuit.ldim())];
        for (int at = 0; at < factors.length; at++) {
            factors[at] = at == place ? (float) LOUD : 1;
        }
        return scenarios.manager().create(factors);
    }

    /** In which so many entries of each row are larger than the one on the diagonal, and which are is left to chance. */
    FactoredMatrix ofRanks(List<Integer> ranks) {
        return ofRanks(ranks, IntStream.range(0, ranks.size()).boxed().toList());
    }

    /**
     * As {@link #ofRanks(List)}.
     *
     * @param largest for each row in which the diagonal isn't the largest: the column that is
     */
    FactoredMatrix ofRanks(List<Integer> ranks, List<Integer> largest) {
        int tokens = ranks.size();
        var cells = new float[tokens * tokens];
        var loudness = new float[tokens * tokens];
        for (int row = 0; row < tokens; row++) {
            float above = scenarios.between(-8, 8);
            List<Integer> columns = descending(row, ranks.get(row), largest.get(row), tokens);
            for (int place = 0; place < tokens; place++) {
                cells[row * tokens + columns.get(place)] = (float) (above - STEP * place);
            }
            loudness[row * tokens + row] = scenarios.between(1, 4) / 2f;
        }
        var shape = new Shape(tokens, tokens);
        return FactoredMatrix.of(
                scenarios.manager().create(loudness, shape), scenarios.manager().create(cells, shape));
    }

    /** A row's columns, the largest entry's first. */
    private List<Integer> descending(int row, int rank, int largest, int tokens) {
        List<Integer> others = IntStream.range(0, tokens)
                .filter(column -> column != row && column != largest)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(others, Random.from(scenarios.random()));
        if (largest != row) {
            others.addFirst(largest);
        }
        others.add(rank, row);
        return others;
    }
}
