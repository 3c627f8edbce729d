package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.ActivationCache;
import hookworks.lens.hooks.HookName;
import java.util.LinkedHashMap;

/**
 * The sizes of a run of an attention-only shortformer that never was: its activations are drawn, each independently, but
 * that the stream adds up.
 *
 * @param length of its one text
 */
record PlantedRun(int layers, int heads, int length, int dModel, int dHead) {

    /**
     * The activations, without a batch axis.
     *
     * @param positions how far positions spread, where tokens spread by 1
     */
    ActivationCache cache(Scenarios scenarios, double positions) {
        var activations = new LinkedHashMap<String, NDArray>();
        NDArray stream = scenarios.normal(1, length, dModel);
        activations.put("hook_embed", stream);
        activations.put("hook_pos_embed", scenarios.normal(positions, length, dModel));
        for (int layer = 0; layer < layers; layer++) {
            NDArray results = scenarios.normal(1, length, heads, dModel);
            NDArray written = results.sum(new int[] {1});
            activations.put(HookName.residPre(layer), stream);
            activations.put(HookName.z(layer), scenarios.normal(1, length, heads, dHead));
            activations.put(HookName.result(layer), results);
            activations.put(HookName.attnOut(layer), written);
            stream = stream.add(written);
            activations.put(HookName.residPost(layer), stream);
        }
        return ActivationCache.withoutBatchDim(activations);
    }
}
