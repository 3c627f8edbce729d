package hookworks.lens.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.ActivationCache;
import hookworks.lens.patching.ActivationPatching;
import hookworks.lens.patching.Patch;

/** Activation patching sweeps; the recorded metric is the mean logit of the clean text's last token before it comes. */
final class PatchChecks {
    private PatchChecks() {}

    static void check(GoldenCase golden) {
        if (!golden.has("patch/corrupted_tokens")) {
            return;
        }
        NDArray tokens = golden.given("tokens");
        NDArray last = tokens.get(new NDIndex(":, -1:"));
        ActivationCache clean = golden.model().runWithCache(tokens).cache();
        var patching = new ActivationPatching(
                golden.model(),
                golden.given("patch/corrupted_tokens"),
                clean,
                logits ->
                        logits.get(new NDIndex(":, -2")).gather(last, 1).mean().getFloat());

        golden.compare("patch/resid_pre", patching.sweep(Patch.residPre()));
        golden.compare("patch/attn_head_out_all_pos", patching.sweep(Patch.attnHeadOutAllPos()));
    }
}
