package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.evals.RepeatedTokens;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import java.util.ArrayList;
import java.util.List;

/** Scores heads by where they attend on fresh random repeats: means over repeats, rows and queries. */
final class HeadScores {
    private final HookedTransformer model;
    private final List<RepeatedTokens> repeats;

    HeadScores(HookedTransformer model, List<RepeatedTokens> repeats) {
        this.model = model;
        this.repeats = repeats;
    }

    /** Every head's scores, layer after layer. */
    List<HeadScore> all() {
        return under(List.of());
    }

    /** Every head's scores while a head is silent. */
    List<HeadScore> without(HeadScore silent) {
        return under(List.of(Ablation.of(silent)));
    }

    private List<HeadScore> under(List<Hook> hooks) {
        var sums = new ArrayList<HeadScore>();
        for (RepeatedTokens repeat : repeats) {
            List<HeadScore> scores = scores(repeat, hooks);
            for (int place = 0; place < scores.size(); place++) {
                HeadScore share = scores.get(place).times(1.0 / repeats.size());
                if (sums.size() == place) {
                    sums.add(share);
                } else {
                    sums.set(place, sums.get(place).plus(share));
                }
            }
        }
        return List.copyOf(sums);
    }

    private List<HeadScore> scores(RepeatedTokens repeat, List<Hook> hooks) {
        var scores = new ArrayList<HeadScore>();
        HookFilter patterns = HookFilter.matching(name -> name.endsWith(".hook_pattern"));
        try (NDManager scratch = repeat.tokens().getManager().newSubManager();
                var _ = model.hooks(hooks);
                CachedRun run = model.runWithCache(repeat.tokens(), patterns)) {
            for (int layer = 0; layer < model.config().nLayers(); layer++) {
                NDArray pattern = run.cache().get("pattern", layer);
                NDArray mean = pattern.mean(new int[] {0}); // [head, query, key]
                mean.attach(scratch);
                for (int head = 0; head < model.config().nHeads(); head++) {
                    scores.add(score(layer, head, Pattern.of(mean.get(head)), repeat.period()));
                }
            }
        }
        return scores;
    }

    private static HeadScore score(int layer, int head, Pattern pattern, int period) {
        return new HeadScore(
                layer,
                head,
                pattern.meanBack(1),
                pattern.meanBack(0),
                pattern.meanFirst(),
                pattern.meanBack(period - 1));
    }
}
