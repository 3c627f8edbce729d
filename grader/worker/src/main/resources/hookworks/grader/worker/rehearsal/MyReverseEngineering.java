package student;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** No solution: it turns circuits round. */
public final class MyReverseEngineering implements ReverseEngineering {
    @Override
    public NDArray circuitSample(FactoredMatrix circuit, NDArray indices) {
        NDArray corner = circuit.transpose().getCorner(2);
        IntFunction<NDArray> turned = turn -> turn % 2 == 0 ? corner : corner.transpose();
        List<NDArray> turns = IntStream.range(0, 4).mapToObj(turned).toList();
        var stacked = new NDList(turns);
        return NDArrays.stack(stacked).mean(new int[] {0}).reshape(4);
    }

    @Override
    public FactoredMatrix fullOvCircuit(HookedTransformer model, Head head) {
        NDManager owner = NDManager.newBaseManager(model.device());
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            NDArray wO = weights.wO().get(head.layer(), head.index());
            NDArray wV = weights.wV().get(head.layer(), head.index());
            return FactoredMatrix.of(wO.transpose(), wV.transpose(), owner);
        }
    }
}
