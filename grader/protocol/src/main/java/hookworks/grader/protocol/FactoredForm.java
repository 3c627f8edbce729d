package hookworks.grader.protocol;

import ai.djl.ndarray.NDArray;
import hookworks.lens.factored.FactoredMatrix;
import java.util.Map;

/** A factored matrix on the wire: its two factors, never their product. */
final class FactoredForm {
    private static final String A = "a";
    private static final String B = "b";

    private FactoredForm() {}

    static WireValue encode(FactoredMatrix matrix, String what) {
        return new WireValue.Fields(Map.of(
                A, ValueEncoding.tensor(matrix.a(), "factor A of " + what),
                B, ValueEncoding.tensor(matrix.b(), "factor B of " + what)));
    }

    static FactoredMatrix decode(WireValue.Fields fields, ValueDecoding decoding) throws ProtocolException {
        NDArray a = decoding.tensor(fields, A);
        NDArray b = decoding.tensor(fields, B);
        try {
            return FactoredMatrix.of(a, b);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("two tensors are no factors of one matrix: " + e.getMessage(), e);
        }
    }
}
