package hookworks.lens.families;

import java.util.ArrayList;
import java.util.List;

/** One forward pass: the residual stream on its way through the blocks, and the logits at its end. */
final class Trace {
    private final Decoder decoder;
    private final List<double[][]> residuals;

    Trace(Decoder decoder, int[] tokens) {
        this.decoder = decoder;
        this.residuals = new ArrayList<>();
        residuals.add(decoder.embed(tokens));
        for (int layer = 0; layer < decoder.layers(); layer++) {
            residuals.add(decoder.block(layer, residuals.getLast()));
        }
    }

    /** {@code [pos][d_model]} before the first block and after each. */
    List<double[][]> residuals() {
        return List.copyOf(residuals);
    }

    /** {@code [pos][vocab]}. */
    double[][] logits() {
        return decoder.logits(residuals.getLast());
    }
}
