package hookworks.lens.heads;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.Repeats;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("In the bundled model, a head detector")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundledHeadsTest {
    private static final Head PREVIOUS = new Head(0, 0);
    private static final List<Head> INDUCTION = List.of(new Head(1, 1), new Head(1, 2));

    private final HookedTransformer model = HookedTransformer.bundled(Device.cpu());
    private final HeadDetector detector = HeadDetector.of(model);
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final NDArray repeats =
            Repeats.fitting(model).draw(new SplittableRandom(11), manager).tokens();

    @AfterAll
    void close() {
        manager.close();
        model.close();
    }

    @Test
    @DisplayName("finds the head that looks one back, by either measure")
    void previous() {
        HeadScores shares = detector.detect(DetectionPattern.PREVIOUS_TOKEN, repeats);
        assertThat(shares.ranked().get(0).head()).isEqualTo(PREVIOUS);
        assertThat(shares.ranked().get(0).score()).isGreaterThan(0.95);
        assertThat(shares.ranked().get(1).score()).isLessThan(0.5);
        HeadScores differences = detector.detect(
                DetectionPattern.PREVIOUS_TOKEN,
                repeats,
                DetectionOptions.standard().measuredBy(ErrorMeasure.ABS));
        assertThat(differences.ranked().get(0).head()).isEqualTo(PREVIOUS);
        assertThat(differences.ranked().get(0).score()).isGreaterThan(0.9);
    }

    @Test
    @DisplayName("finds both heads that complete repeats, the more clearly without their resting place")
    void induction() {
        HeadScores all = detector.detect(DetectionPattern.INDUCTION, repeats);
        HeadScores awake = detector.detect(
                DetectionPattern.INDUCTION, repeats, DetectionOptions.standard().excludingBos());
        for (HeadScores scores : List.of(all, awake)) {
            assertThat(scores.ranked().subList(0, 2))
                    .extracting(HeadScore::head)
                    .containsExactlyInAnyOrderElementsOf(INDUCTION);
            assertThat(scores.ranked().get(1).score())
                    .isGreaterThan(1.25 * scores.ranked().get(2).score());
        }
        for (Head head : INDUCTION) {
            assertThat(all.of(head)).isBetween(0.4, 0.6); // the first copy has nothing to complete
            assertThat(awake.of(head)).isGreaterThan(all.of(head));
        }
    }

    @Test
    @DisplayName("reads texts as the model's tokenizer does, of any lengths")
    void texts() {
        String one = "the sea and the sky and the sea and the sky";
        String other = "a boat";
        DetectionOptions options = DetectionOptions.standard().excludingCurrentToken();
        HeadScores ofText = detector.detect(DetectionPattern.PREVIOUS_TOKEN, one, options);
        assertThat(ofText.rows())
                .isDeepEqualTo(detector.detect(
                                DetectionPattern.PREVIOUS_TOKEN, model.texts().toTokens(one, manager), options)
                        .rows());
        double second =
                detector.detect(DetectionPattern.PREVIOUS_TOKEN, other, options).of(PREVIOUS);
        assertThat(detector.detectTexts(DetectionPattern.PREVIOUS_TOKEN, List.of(one, other), options)
                        .of(PREVIOUS))
                .isEqualTo((ofText.of(PREVIOUS) + second) / 2);
    }
}
