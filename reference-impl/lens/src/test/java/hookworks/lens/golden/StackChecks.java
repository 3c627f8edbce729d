package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.ActivationCache;
import hookworks.lens.Composition;
import hookworks.lens.LabeledStack;
import hookworks.lens.Slice;
import hookworks.lens.StackRequest;

/** The residual stream taken apart, with labels, and what each part does to the logits; composition scores. */
final class StackChecks {
    private static final Slice LAST = Slice.at(-1);

    private StackChecks() {}

    static void check(GoldenCase golden) {
        NDArray tokens = golden.given("tokens");
        ActivationCache cache = golden.model().runWithCache(tokens).cache();
        compare(golden, "accumulated_resid", cache.accumulatedResid(StackRequest.end()));
        compare(golden, "head_results", cache.stackHeadResults(StackRequest.end()));
        LabeledStack parts = cache.decomposeResid(StackRequest.end());
        compare(golden, "decompose_resid", parts);
        if (golden.has("stack/full_resid_decomposition")) {
            compare(
                    golden,
                    "full_resid_decomposition",
                    cache.getFullResidDecomposition(StackRequest.end().applyingLn()));
            golden.compare("stack/apply_ln_to_stack", cache.applyLnToStack(parts.components(), StackRequest.end()));
            attributions(golden, cache, parts, tokens);
        }
        if (golden.has("residual_directions")) {
            golden.compare("residual_directions", golden.model().tokensToResidualDirections(tokens.get(0)));
        }
        compositions(golden);
    }

    private static void compare(GoldenCase golden, String name, LabeledStack stack) {
        golden.compare("stack/" + name, stack.components());
        assertThat(stack.labels()).as("labels of %s", name).isEqualTo(golden.labels("labels_" + name));
    }

    private static void attributions(GoldenCase golden, ActivationCache cache, LabeledStack parts, NDArray tokens) {
        NDArray last = cache.decomposeResid(StackRequest.end().at(LAST)).components();
        golden.compare("stack/decompose_resid_last_pos", last);
        NDArray right = tokens.get(new NDIndex(":, -1"));
        // recorded without the final norm's scale
        NDArray directions = golden.model().tokensToResidualDirections(right).expandDims(1);
        golden.compare(
                "stack/logit_attrs_of_decompose_resid",
                parts.components().mul(directions).sum(new int[] {-1}));
        NDArray attributions = cache.logitAttrs(parts.components(), right, Slice.all());
        golden.compare("stack/logit_attrs_last_pos", attributions.get(new NDIndex(":, :, -1")));
        NDArray wrong = tokens.get(new NDIndex(":, 0"));
        golden.compare("stack/logit_attrs_last_pos", cache.logitAttrs(last, right, LAST));
        golden.compare("stack/logit_diff_attrs_last_pos", cache.logitAttrs(last, right, wrong, LAST));
    }

    private static void compositions(GoldenCase golden) {
        for (String through : golden.names("composition/")) {
            golden.compare(
                    "composition/" + through,
                    golden.model().allCompositionScores(Composition.valueOf(through), golden.manager()));
        }
        if (golden.describes("head_labels")) {
            assertThat(golden.model().allHeadLabels()).isEqualTo(golden.labels("head_labels"));
        }
    }
}
