package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a picture of one layer's heads is drawn from.
 *
 * @param tokens the strings of the tokens that the model read, {@code pos} of them, BOS first
 * @param pattern {@code [head, query, key]} float32, attention after softmax; query and key are both {@code pos} long
 * @param headNames a name for each head, such as {@code L0H3} for head 3 of layer 0
 */
public record AttentionView(List<String> tokens, NDArray pattern, List<String> headNames) {}
