package hookworks.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Who runs in which iteration: in each round every contender once, in an order that is random and yet the same in the
 * process that measures and the one that reads the results.
 */
record Turns(int contenders) {
    private static final long SEED = 768;

    /** The contender whose turn an iteration is, counted from 0. */
    int at(int iteration) {
        return order(iteration / contenders).get(iteration % contenders);
    }

    private List<Integer> order(int round) {
        var order = new ArrayList<>(IntStream.range(0, contenders).boxed().toList());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + round);
        Collections.shuffle(order, random);
        return order;
    }

    /**
     * Sorts what was measured.
     *
     * @param byIteration one for each turn of whole rounds, in the order of the turns
     * @return for each round, one for each contender
     */
    List<double[]> rounds(List<Double> byIteration) {
        if (byIteration.size() % contenders != 0) {
            throw new IllegalArgumentException(
                    "%d turns are no whole rounds of %d".formatted(byIteration.size(), contenders));
        }
        var rounds = new ArrayList<double[]>();
        for (int iteration = 0; iteration < byIteration.size(); iteration++) {
            if (iteration % contenders == 0) {
                rounds.add(new double[contenders]);
            }
            rounds.getLast()[at(iteration)] = byIteration.get(iteration);
        }
        return rounds;
    }
}
