package hookworks.lens.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What a file says about one of its tensors.
 *
 * @param dataType as stored
 * @param readAs as {@link TensorFile#read} gives it: {@code dataType}, except where the engine cannot hold that.
 *     bfloat16 becomes float32, int16 and uint16 become int32, and uint32 becomes int64, all without loss
 * @param shape as stored
 */
public record TensorEntry(DataType dataType, DataType readAs, Shape shape) {}
