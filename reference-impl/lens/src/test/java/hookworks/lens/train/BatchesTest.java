package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hookworks.lens.train.ToyRecipe.Phase;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Batches")
class BatchesTest {
    private static final int SPECIAL = 5_000;
    private static final int POSITIONS = 64;
    private static final int[] TEXT = IntStream.range(0, 1_000).toArray();
    private static final Phase PHASE = new Phase(10, 3, 6, 3, 12);

    private final Batches batches = new Batches(TEXT, SPECIAL, POSITIONS, 1);

    @Test
    @DisplayName("depend on the seed and the step alone")
    void deterministic() {
        assertThat(new Batches(TEXT, SPECIAL, POSITIONS, 1).at(7, PHASE)).isEqualTo(batches.at(7, PHASE));
        assertThat(new Batches(TEXT, SPECIAL, POSITIONS, 2).at(7, PHASE)).isNotEqualTo(batches.at(7, PHASE));
    }

    @Test
    @DisplayName("of neighbouring steps share no stretch of random tokens")
    void independent() {
        var seen = new HashMap<String, Integer>();
        for (int step = 0; step < 50; step++) {
            long[] tokens = batches.at(step, PHASE).tokens();
            for (int place = 3 * POSITIONS + 1; place + 3 < tokens.length; place++) {
                String three = Arrays.toString(Arrays.copyOfRange(tokens, place, place + 3));
                Integer before = seen.put(three, step);
                assertThat(before == null || before == step)
                        .as("%s again", three)
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("begin each row with the special token and hold it nowhere else")
    void special() {
        long[] tokens = batches.at(0, PHASE).tokens();
        for (int place = 0; place < tokens.length; place++) {
            assertThat(tokens[place] == SPECIAL).isEqualTo(place % POSITIONS == 0);
        }
    }

    @Test
    @DisplayName("judge every place of text, the last one too, against the token that follows in the corpus")
    void text() {
        Batch batch = batches.at(0, PHASE);
        assertThat(batch.inText()).isEqualTo(3 * POSITIONS);
        for (int place = 0; place < batch.inText(); place++) {
            assertThat(batch.judged()[place]).isEqualTo(place);
            boolean first = place % POSITIONS == 0;
            assertThat(batch.next()[place]).isEqualTo(first ? batch.tokens()[place + 1] : batch.tokens()[place] + 1);
        }
    }

    @Test
    @DisplayName("judge in repeats only what an earlier copy settles, at many distances and at every place")
    void repeats() {
        var distances = new HashMap<Integer, Integer>();
        var places = new HashMap<Integer, Integer>();
        for (int step = 0; step < 60; step++) {
            Batch batch = batches.at(step, PHASE);
            for (int place = batch.inText(); place < batch.judged().length; place++) {
                int at = Math.toIntExact(batch.judged()[place]);
                distances.merge(distance(batch, at, batch.next()[place]), 1, Integer::sum);
                places.merge(at % POSITIONS, 1, Integer::sum);
            }
        }
        assertThat(distances.keySet())
                .containsAll(IntStream.rangeClosed(3, 12).boxed().toList());
        assertThat(distances.keySet()).allMatch(distance -> distance >= 3 && distance <= 12);
        assertThat(places.keySet())
                .containsAll(IntStream.range(8, POSITIONS).boxed().toList());
    }

    @Test
    @DisplayName("put repeats at varying places")
    void offsets() {
        var first = new HashMap<Long, Integer>();
        for (int step = 0; step < 30; step++) {
            Batch batch = batches.at(step, new Phase(1, 0, 1, 3, 12));
            first.merge(LongStream.of(batch.judged()).min().orElseThrow(), 1, Integer::sum);
        }
        assertThat(first).hasSizeGreaterThan(8);
    }

    @Test
    @DisplayName("need more text than one sequence")
    void tooLittle() {
        assertThatThrownBy(() -> new Batches(new int[POSITIONS], SPECIAL, POSITIONS, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessage("the text has 64 tokens, too few for sequences of 64: use more text");
    }

    /** How far back the nearest place is where this token stood and that one followed. */
    private static int distance(Batch batch, int at, long next) {
        for (int back = 1; back <= at % POSITIONS; back++) {
            if (batch.tokens()[at - back] == batch.tokens()[at] && batch.tokens()[at - back + 1] == next) {
                return back;
            }
        }
        return 0;
    }
}
