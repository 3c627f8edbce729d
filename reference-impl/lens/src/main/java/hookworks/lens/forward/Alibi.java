package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Lets scores fall with distance, each head at a rate of its own (Press et al. 2022, ALiBi). Thread-safe. */
final class Alibi implements AutoCloseable {
    private final GrowingTable distances;
    private final NDManager manager;
    private final NDArray rates;

    Alibi(int nHeads, int nCtx, Device device) {
        this.distances = new GrowingTable(device, nCtx, (query, key) -> Math.min(0, key - query));
        this.manager = NDManager.newBaseManager(device);
        double first = Math.pow(2, -8.0 / nHeads);
        var rate = new float[nHeads];
        for (int head = 0; head < nHeads; head++) {
            rate[head] = (float) Math.pow(first, head + 1);
        }
        this.rates = manager.create(rate, new Shape(nHeads, 1, 1));
        manager.cap();
    }

    /** Adds each head's penalty to {@code [batch, head, query, key]}, in place. */
    void addTo(NDArray scores, Placement placement) {
        try (NDArray distance = distances.of(placement.past(), placement.queries(), placement.scratch());
                NDArray bias = distance.mul(rates)) {
            scores.addi(bias);
        }
    }

    @Override
    public void close() {
        distances.close();
        manager.close();
    }
}
