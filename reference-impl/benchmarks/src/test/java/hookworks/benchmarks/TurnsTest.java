package hookworks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

@DisplayName("Turns")
class TurnsTest {
    private final Turns turns = new Turns(5);

    @Test
    @DisplayName("give each contender one iteration of each round")
    void everyoneOnce() {
        for (int round = 0; round < 20; round++) {
            assertThat(order(round)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        }
    }

    @Test
    @DisplayName("come in an order that changes from round to round, so that nobody always runs after the same other")
    void ordersDiffer() {
        assertThat(IntStream.range(0, 20).mapToObj(this::order).distinct().count())
                .isGreaterThan(10);
    }

    private List<Integer> order(int round) {
        return IntStream.range(5 * round, 5 * round + 5).mapToObj(turns::at).toList();
    }

    @Test
    @DisplayName("tell whose each result is, in another process too")
    void sortsResults() {
        var elsewhere = new Turns(5);
        List<Double> byIteration = IntStream.range(0, 15)
                .mapToObj(iteration -> (double) (100 * elsewhere.at(iteration) + Math.floorDiv(iteration, 5)))
                .toList();

        assertThat(turns.rounds(byIteration))
                .containsExactly(
                        new double[] {0, 100, 200, 300, 400},
                        new double[] {1, 101, 201, 301, 401},
                        new double[] {2, 102, 202, 302, 402});
    }

    @Test
    @DisplayName("cannot sort results of a round that broke off")
    void wholeRounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> turns.rounds(List.of(1.0, 2.0)))
                .withMessage("2 turns are no whole rounds of 5");
    }

    @Test
    @DisplayName("start anew when warming up ends")
    void warmUpApart() {
        var counter = new TurnCounter(turns);
        counter.next(iteration(IterationType.WARMUP));
        counter.next(iteration(IterationType.WARMUP));

        assertThat(IntStream.range(0, 5).mapToObj(i -> counter.next(iteration(IterationType.MEASUREMENT))))
                .isEqualTo(order(0));
    }

    private static IterationParams iteration(IterationType type) {
        return new IterationParams(type, 1, TimeValue.NONE, 1);
    }
}
