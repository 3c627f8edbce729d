package hookworks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.ModelWeights;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The hand-written loop")
class HandWrittenLoopTest {
    private static final double FLOAT32_SUM = 1e-6;

    static List<HookedTransformerConfig> shapes() {
        return List.of(SmallModels.SHORTFORMER, SmallModels.GPT2);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName("gives the model's own logits")
    void agrees(HookedTransformerConfig config) {
        try (Contest contest = Contest.open("cpu", config.toJson());
                var loop = HandWrittenLoop.of(contest.model(), 7)) {
            NDArray tokens = contest.tokens(2, 7);
            NDArray logits = loop.logits(tokens);

            assertThat(logits.sub(contest.model().forward(tokens)).abs().max().getFloat())
                    .isLessThan((float) FLOAT32_SUM);
            assertThat(logits.abs().max().getFloat()).isGreaterThan(1e-3f);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName("keeps nothing but its logits, like the model's run")
    void keepsNothing(HookedTransformerConfig config) {
        try (Contest contest = Contest.open("cpu", config.toJson());
                var loop = HandWrittenLoop.of(contest.model(), 7)) {
            NDArray tokens = contest.tokens(2, 7);
            int before = contest.manager().getManagedArrays().size();
            NDArray logits = loop.logits(tokens);

            assertThat(contest.manager().getManagedArrays()).hasSize(before + 1);
            logits.close();
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName("computes with the model's own weights: a change to those changes its logits")
    void sharesWeights(HookedTransformerConfig config) {
        try (Contest contest = Contest.open("cpu", config.toJson());
                var loop = HandWrittenLoop.of(contest.model(), 7)) {
            NDArray tokens = contest.tokens(2, 7);
            NDArray before = loop.logits(tokens);
            ModelWeights weights = contest.model().weights(contest.manager());
            for (NDArray weight : List.of(weights.wE(), weights.wQ(), weights.wO(), weights.wU())) {
                weight.muli(3);
                NDArray after = loop.logits(tokens);
                assertThat(after).isNotEqualTo(before);
                before = after;
            }
            assertThat(before.sub(contest.model().forward(tokens)).abs().max().getFloat())
                    .isLessThan(1e-4f);
        }
    }
}
