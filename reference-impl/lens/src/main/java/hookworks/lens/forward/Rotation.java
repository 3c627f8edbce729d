package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.PositionalEmbedding.Rotary;

/**
 * Turns pairs of a head's numbers by angles that grow with the token's place (Su et al. 2021, "RoFormer"). Thread-safe.
 */
final class Rotation implements AutoCloseable {
    private final Rotary rotary;
    private final int dHead;
    private final NDManager manager;
    private final NDArray cosines;
    private final NDArray sines;

    Rotation(Rotary rotary, int dHead, int nCtx, DataType type, Device device) {
        this.rotary = rotary;
        this.dHead = dHead;
        this.manager = NDManager.newBaseManager(device);
        int pairs = rotary.dim() / 2;
        var cosine = new float[nCtx * pairs];
        var sine = new float[nCtx * pairs];
        for (int place = 0; place < nCtx; place++) {
            for (int pair = 0; pair < pairs; pair++) {
                double angle = place / Math.pow(rotary.base(), (double) pair / pairs);
                cosine[place * pairs + pair] = (float) Math.cos(angle);
                sine[place * pairs + pair] = (float) Math.sin(angle);
            }
        }
        this.cosines = manager.create(cosine, new Shape(nCtx, pairs)).toType(type, false);
        this.sines = manager.create(sine, new Shape(nCtx, pairs)).toType(type, false);
        manager.cap();
    }

    /** {@code [batch, pos, head, d_head]}, turned; a new tensor of the run. */
    NDArray turn(NDArray heads, Placement placement) {
        NDArray turned = turnedPart(heads, placement);
        if (rotary.dim() == dHead) {
            return turned;
        }
        try (turned;
                NDArray rest = heads.get(new NDIndex().addAllDim(3).addSliceDim(rotary.dim(), dHead))) {
            return turned.concat(rest, -1);
        }
    }

    /** {@code [x, y]} becomes {@code [x cos - y sin, y cos + x sin]}. */
    private NDArray turnedPart(NDArray heads, Placement placement) {
        try (NDArray cosine = perHead(placement.lookUp(cosines));
                NDArray sine = perHead(placement.lookUp(sines));
                NDArray x = part(heads, true);
                NDArray y = part(heads, false);
                NDArray xCosine = x.mul(cosine);
                NDArray ySine = y.mul(sine);
                NDArray yCosine = y.mul(cosine);
                NDArray xSine = x.mul(sine);
                NDArray xTurned = xCosine.sub(ySine);
                NDArray yTurned = yCosine.add(xSine)) {
            return joined(xTurned, yTurned, heads.getShape());
        }
    }

    /** {@code [.., pos, pair]} to {@code [.., pos, 1, pair]}. */
    private static NDArray perHead(NDArray table) {
        try (table) {
            return table.expandDims(-2);
        }
    }

    /** The first or second of each pair, {@code [batch, pos, head, pair]}. */
    private NDArray part(NDArray heads, boolean first) {
        int pairs = rotary.dim() / 2;
        if (!rotary.adjacentPairs()) {
            int from = first ? 0 : pairs;
            return heads.get(new NDIndex().addAllDim(3).addSliceDim(from, from + pairs));
        }
        return heads.get(new NDIndex().addAllDim(3).addSliceDim(first ? 0 : 1, rotary.dim(), 2));
    }

    private NDArray joined(NDArray one, NDArray other, Shape shape) {
        if (!rotary.adjacentPairs()) {
            return one.concat(other, -1);
        }
        try (NDArray paired = NDArrays.stack(new NDList(one, other), -1)) {
            return paired.reshape(shape.get(0), shape.get(1), shape.get(2), rotary.dim());
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
