package hookworks.lens;

import java.util.Map;

/** The names of hook points, letter for letter TransformerLens', with the axes of what passes there. */
public final class HookName {
    private static final Map<String, LayerPoint> OTHER_NAMES = Map.of(
            "attn", LayerPoint.PATTERN,
            "attn_logits", LayerPoint.ATTN_SCORES,
            "query", LayerPoint.Q,
            "key", LayerPoint.K,
            "value", LayerPoint.V);

    /** Token embeddings, {@code [batch, pos, d_model]}. */
    public static final String EMBED = "hook_embed";

    /** Positional embeddings, {@code [batch, pos, d_model]}. */
    public static final String POS_EMBED = "hook_pos_embed";

    private HookName() {}

    /** The residual stream as a layer reads it, {@code [batch, pos, d_model]}. */
    public static String residPre(int layer) {
        return LayerPoint.RESID_PRE.in(layer);
    }

    /** Each head's copy of the layer's input, {@code [batch, pos, head, d_model]}. */
    public static String attnIn(int layer) {
        return LayerPoint.ATTN_IN.in(layer);
    }

    /** Each head's copy of what its queries read, before positions, {@code [batch, pos, head, d_model]}. */
    public static String qInput(int layer) {
        return LayerPoint.Q_INPUT.in(layer);
    }

    /** Each head's copy of what its keys read, before positions, {@code [batch, pos, head, d_model]}. */
    public static String kInput(int layer) {
        return LayerPoint.K_INPUT.in(layer);
    }

    /** Each head's copy of what its values read, {@code [batch, pos, head, d_model]}. */
    public static String vInput(int layer) {
        return LayerPoint.V_INPUT.in(layer);
    }

    /** Queries, {@code [batch, pos, head, d_head]}. */
    public static String q(int layer) {
        return LayerPoint.Q.in(layer);
    }

    /** Keys, {@code [batch, pos, head, d_head]}. */
    public static String k(int layer) {
        return LayerPoint.K.in(layer);
    }

    /** Values, {@code [batch, pos, head, d_head]}. */
    public static String v(int layer) {
        return LayerPoint.V.in(layer);
    }

    /** Scores after scaling and masking, before the softmax, {@code [batch, head, query, key]}. */
    public static String attnScores(int layer) {
        return LayerPoint.ATTN_SCORES.in(layer);
    }

    /** Attention after the softmax, {@code [batch, head, query, key]}. */
    public static String pattern(int layer) {
        return LayerPoint.PATTERN.in(layer);
    }

    /** Values mixed by the pattern, {@code [batch, pos, head, d_head]}. */
    public static String z(int layer) {
        return LayerPoint.Z.in(layer);
    }

    /** What each head writes, without the output bias, {@code [batch, pos, head, d_model]}. */
    public static String result(int layer) {
        return LayerPoint.RESULT.in(layer);
    }

    /** What attention writes to the residual stream, {@code [batch, pos, d_model]}. */
    public static String attnOut(int layer) {
        return LayerPoint.ATTN_OUT.in(layer);
    }

    /** The residual stream as a layer leaves it, {@code [batch, pos, d_model]}. */
    public static String residPost(int layer) {
        return LayerPoint.RESID_POST.in(layer);
    }

    /**
     * The full name for a short one, as TransformerLens' {@code get_act_name}.
     *
     * @param shortName such as {@code pattern}, {@code hook_z} or {@code attn.hook_q}
     */
    static String of(String shortName, int layer) {
        String bare = shortName.substring(shortName.lastIndexOf("hook_") < 0 ? 0 : shortName.lastIndexOf("hook_") + 5);
        LayerPoint other = OTHER_NAMES.get(bare);
        if (other != null) {
            return other.in(layer);
        }
        for (LayerPoint point : LayerPoint.values()) {
            if (point.shortName().equals(bare)) {
                return point.in(layer);
            }
        }
        throw new IllegalArgumentException("no hook point of a layer has the short name '%s'".formatted(shortName));
    }
}
