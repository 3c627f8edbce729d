package hookworks.lens.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.SmallModel;
import hookworks.lens.hooks.HookName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A head detector")
class HeadDetectorTest {
    private static final double FLOAT32_SUM = 1e-6;
    private static final long[] TOKENS = {4, 9, 9, 2, 4, 9, 30, 2, 2, 4};
    private static final DetectionOptions PLAIN = DetectionOptions.standard();

    private final HookedTransformer model = SmallModel.load();
    private final HeadDetector detector = HeadDetector.of(model);
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    private static List<DetectionOptions> everyWay() {
        var all = new ArrayList<DetectionOptions>();
        for (ErrorMeasure measure : ErrorMeasure.values()) {
            DetectionOptions measured = PLAIN.measuredBy(measure);
            all.addAll(List.of(
                    measured,
                    measured.excludingBos(),
                    measured.excludingCurrentToken(),
                    measured.excludingCurrentToken().excludingBos()));
        }
        return all;
    }

    @Test
    @DisplayName("scores every head as a plain loop over its attention does, in every way of scoring")
    void plainLoop() {
        List<DetectionPattern> patterns = List.of(
                DetectionPattern.PREVIOUS_TOKEN,
                DetectionPattern.DUPLICATE_TOKEN,
                DetectionPattern.INDUCTION,
                DetectionPattern.given(fractions(TOKENS.length)));
        try (CachedRun run = model.runWithCache(manager.create(new long[][] {TOKENS}))) {
            for (DetectionPattern pattern : patterns) {
                for (DetectionOptions options : everyWay()) {
                    HeadScores found = detector.detect(pattern, List.of(TOKENS), options);
                    HeadScores fromCache = detector.detect(pattern, TOKENS, run.cache(), options);
                    for (HeadScore score : found.ranked()) {
                        NDArray attention = run.cache()
                                .get("pattern", score.head().layer())
                                .get(0, score.head().index());
                        assertThat(score.score())
                                .as("%s of %s, %s", pattern, score.head(), options)
                                .isCloseTo(
                                        PlainScore.of(attention.toFloatArray(), pattern.matrix(TOKENS), options),
                                        within(FLOAT32_SUM));
                    }
                    assertThat(found.ranked()).hasSize(10);
                    assertThat(fromCache.rows()).isDeepEqualTo(found.rows());
                }
            }
        }
    }

    private static float[][] fractions(int positions) {
        var cells = new float[positions][positions];
        for (int query = 0; query < positions; query++) {
            for (int key = 0; key <= query; key++) {
                cells[query][key] = 1f / (1 + query + key);
            }
        }
        return cells;
    }

    @Test
    @DisplayName("gives several sequences the mean of their scores, however long they are, under the same options")
    void mean() {
        long[] other = {1, 2, 1, 2};
        for (DetectionOptions options : everyWay()) {
            HeadScores one = detector.detect(DetectionPattern.INDUCTION, List.of(TOKENS), options);
            HeadScores two = detector.detect(DetectionPattern.INDUCTION, List.of(other), options);
            HeadScores both = detector.detect(DetectionPattern.INDUCTION, List.of(TOKENS, other), options);
            for (HeadScore score : both.ranked()) {
                assertThat(score.score()).isCloseTo((one.of(score.head()) + two.of(score.head())) / 2, within(1e-12));
            }
        }
    }

    @Test
    @DisplayName("takes tokens as a row, as a batch or as numbers of 32 bits, and leaves nothing behind")
    void tokens() {
        HeadScores expected = detector.detect(DetectionPattern.PREVIOUS_TOKEN, List.of(TOKENS), PLAIN);
        NDArray row = manager.create(TOKENS);
        NDArray batch = manager.create(new long[][] {TOKENS, TOKENS});
        NDArray narrow = row.toType(DataType.INT32, false);
        int before = manager.getManagedArrays().size();
        for (NDArray input : List.of(row, batch, narrow)) {
            assertThat(detector.detect(DetectionPattern.PREVIOUS_TOKEN, input).rows())
                    .isDeepEqualTo(expected.rows());
        }
        assertThat(manager.getManagedArrays()).hasSize(before);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.detect(DetectionPattern.PREVIOUS_TOKEN, manager.zeros(new Shape(1, 2, 3))))
                .withMessage("sequences must be [pos] or [batch, pos], got (1, 2, 3)");
    }

    @Test
    @DisplayName("looks only at the heads that are named; the others are -1")
    void among() {
        HeadScores all = detector.detect(DetectionPattern.INDUCTION, List.of(TOKENS), PLAIN);
        List<Head> named = List.of(new Head(0, 4), new Head(0, 1));
        HeadScores some = detector.detect(DetectionPattern.INDUCTION, List.of(TOKENS), PLAIN.among(named));

        assertThat(some.ranked()).extracting(HeadScore::head).containsExactlyInAnyOrderElementsOf(named);
        assertThat(some.of(new Head(0, 4))).isEqualTo(all.of(new Head(0, 4)));
        float[][] rows = some.rows();
        assertThat(rows[0]).containsExactly(-1, all.rows()[0][1], -1, -1, all.rows()[0][4]);
        assertThat(rows[1]).containsOnly(-1);
        assertThat(some.toArray(manager).toFloatArray()).hasSize(10).startsWith(-1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> some.of(new Head(1, 0)))
                .withMessage("head 1.0 was not looked at; these were: [0.1, 0.4]");
    }

    @Test
    @DisplayName("ranks the best head first")
    void ranked() {
        HeadScores all = detector.detect(DetectionPattern.PREVIOUS_TOKEN, List.of(TOKENS), PLAIN);
        List<Double> scores = all.ranked().stream().map(HeadScore::score).toList();
        for (int place = 1; place < scores.size(); place++) {
            assertThat(scores.get(place)).isLessThanOrEqualTo(scores.get(place - 1));
        }
        assertThat(all.toString())
                .startsWith("[HeadScore[head=" + all.ranked().getFirst().head() + ", score=");
    }

    @Test
    @DisplayName("refuses heads that the model lacks, and no heads at all")
    void refusesHeads() {
        for (Head wrong : List.of(new Head(2, 0), new Head(0, 5))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            detector.detect(DetectionPattern.INDUCTION, List.of(TOKENS), PLAIN.among(List.of(wrong))))
                    .withMessage("there is no head %s: the model has heads 0.0 to 1.4".formatted(wrong));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.detect(DetectionPattern.INDUCTION, List.of(TOKENS), PLAIN.among(List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Head(-1, 0))
                .withMessageContaining("got layer -1 and index 0");
    }

    @Test
    @DisplayName("takes sequences from two tokens to the whole context, and refuses others")
    void lengths() {
        DetectionPattern pattern = DetectionPattern.PREVIOUS_TOKEN;
        assertThat(detector.detect(pattern, List.of(new long[2]), PLAIN).ranked())
                .hasSize(10);
        assertThat(detector.detect(pattern, List.of(new long[32]), PLAIN).ranked())
                .hasSize(10);
        for (int wrong : new int[] {0, 1, 33}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> detector.detect(pattern, List.of(TOKENS, new long[wrong]), PLAIN))
                    .withMessage(
                            "heads are detected on 2 to 32 tokens (n_ctx; a BOS counts), got a sequence of " + wrong);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> detector.detect(pattern, List.<long[]>of(), PLAIN));
    }

    @Test
    @DisplayName("refuses a given pattern of another length, and a cache of another run")
    void otherShapes() {
        DetectionPattern three = DetectionPattern.given(new float[3][3]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.detect(three, List.of(TOKENS), PLAIN))
                .withMessageStartingWith("the detection pattern is [3, 3], but the sequence has 10 tokens");
        try (CachedRun run = model.runWithCache(SmallModel.tokens(manager))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> detector.detect(DetectionPattern.INDUCTION, TOKENS, run.cache(), PLAIN))
                    .withMessageContaining("(3, 5, 11, 11) in the cache")
                    .withMessageContaining("another run");
        }
    }

    @Test
    @DisplayName("reads a cache without a batch axis")
    void withoutBatchAxis() {
        HeadScores expected = detector.detect(DetectionPattern.INDUCTION, List.of(TOKENS), PLAIN);
        try (CachedRun run = model.runWithCache(manager.create(new long[][] {TOKENS}))) {
            ActivationCache cache = run.cache().removeBatchDim();
            assertThat(detector.detect(DetectionPattern.INDUCTION, TOKENS, cache, PLAIN)
                            .rows())
                    .isDeepEqualTo(expected.rows());
        }
    }

    @Test
    @DisplayName("calls attention that the exclusions leave empty no match, and not NaN")
    void nothingLeft() {
        long[] two = {3, 4};
        var attention = new float[2 * 5 * 2 * 2];
        for (int query = 0; query < attention.length / 2; query++) {
            attention[2 * query] = 1; // all on the first token
        }
        NDArray pattern = manager.create(attention, new Shape(2, 5, 2, 2));
        try (var cache = new ActivationCache(Map.of(
                HookName.pattern(0), pattern.get("0:1"),
                HookName.pattern(1), pattern.get("1:2")))) {
            assertThat(detector.detect(DetectionPattern.PREVIOUS_TOKEN, two, cache, PLAIN)
                            .of(new Head(1, 3)))
                    .isEqualTo(0.5);
            assertThat(detector.detect(DetectionPattern.PREVIOUS_TOKEN, two, cache, PLAIN.excludingBos())
                            .rows())
                    .isDeepEqualTo(new float[2][5]);
        }
    }
}
