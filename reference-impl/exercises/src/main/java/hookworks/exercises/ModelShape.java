package hookworks.exercises;

/**
 * What a transformer is built like, in the figures that later exercises need.
 *
 * @param layers how many blocks there are
 * @param heads attention heads of one layer
 * @param dModel width of the residual stream
 * @param dHead width of one head's queries, keys and values; {@code heads * dHead} need not be {@code dModel}
 * @param context the longest sequence that the model takes, in tokens
 * @param vocabulary how many tokens the model can read: ids go from 0 to {@code vocabulary - 1}
 * @param attentionOnly whether there is no MLP
 * @param positions how the model learns where a token stands, by TransformerLens' name for it: {@code standard},
 *     {@code shortformer}, {@code rotary} or {@code alibi}
 */
public record ModelShape(
        int layers,
        int heads,
        int dModel,
        int dHead,
        int context,
        int vocabulary,
        boolean attentionOnly,
        String positions) {}
