// wants: to send a name longer than any frame may hold
// verdict: ERRORED
// says: expected a name in cache of the result to have at most 65,536 characters
// exercise: run-repeated-tokens
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.RepeatedRun;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import java.util.Map;

public class MyInductionHeads implements hookworks.exercises.InductionHeads {
    @Override
    public RepeatedRun runRepeatedTokens(HookedTransformer model, int blockLength, int batch, long seed) {
        NDArray one = ai.djl.ndarray.NDManager.newBaseManager().ones(new ai.djl.ndarray.types.Shape(1, 1));
        return new RepeatedRun(one, one, new ActivationCache(Map.of("hook_".repeat(20_000), one)));
    }
}
