package hookworks.lens.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * One tensor of a safetensors file.
 *
 * @param begin first byte after the header, in bytes
 * @param end one past the last byte
 */
public record TensorEntry(DataType dataType, Shape shape, long begin, long end) {
    long bytes() {
        return end - begin;
    }
}
