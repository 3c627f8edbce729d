package hookworks.lens.hooks;

/** The names of hook points, letter for letter TransformerLens', with the axes of what passes there. */
public final class HookName {
    /** What the embedding's norm divides by, {@code [batch, pos, 1]}. */
    public static final String EMBED_LN_SCALE = "embed.ln.hook_scale";

    /** The normalised token embedding, {@code [batch, pos, d_model]}. */
    public static final String EMBED_LN_NORMALIZED = "embed.ln.hook_normalized";

    /** Token embeddings, {@code [batch, pos, d_model]}. */
    public static final String EMBED = "hook_embed";

    /** Positional embeddings, {@code [batch, pos, d_model]}. */
    public static final String POS_EMBED = "hook_pos_embed";

    /** What the last norm divides by, {@code [batch, pos, 1]}. */
    public static final String LN_FINAL_SCALE = "ln_final.hook_scale";

    /** What the unembedding reads, {@code [batch, pos, d_model]}; with RMS before its weight. */
    public static final String LN_FINAL_NORMALIZED = "ln_final.hook_normalized";

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

    /** What the norm before attention divides by, {@code [batch, pos, 1]}, or per head where inputs are split. */
    public static String ln1Scale(int layer) {
        return LayerPoint.LN1_SCALE.in(layer);
    }

    /** What attention reads, {@code [batch, pos, d_model]}; with RMS before its weight. */
    public static String ln1Normalized(int layer) {
        return LayerPoint.LN1_NORMALIZED.in(layer);
    }

    /** Queries after rotation, {@code [batch, pos, head, d_head]}. */
    public static String rotQ(int layer) {
        return LayerPoint.ROT_Q.in(layer);
    }

    /** Keys after rotation, {@code [batch, pos, kv_head, d_head]}. */
    public static String rotK(int layer) {
        return LayerPoint.ROT_K.in(layer);
    }

    /** The residual stream between attention and MLP, {@code [batch, pos, d_model]}. */
    public static String residMid(int layer) {
        return LayerPoint.RESID_MID.in(layer);
    }

    /** The MLP's own copy of what it reads, before its norm, {@code [batch, pos, d_model]}. */
    public static String mlpIn(int layer) {
        return LayerPoint.MLP_IN.in(layer);
    }

    /** What the norm before the MLP divides by, {@code [batch, pos, 1]}. */
    public static String ln2Scale(int layer) {
        return LayerPoint.LN2_SCALE.in(layer);
    }

    /** What the MLP reads, {@code [batch, pos, d_model]}; with RMS before its weight. */
    public static String ln2Normalized(int layer) {
        return LayerPoint.LN2_NORMALIZED.in(layer);
    }

    /** Neurons before their nonlinearity, {@code [batch, pos, d_mlp]}. */
    public static String pre(int layer) {
        return LayerPoint.PRE.in(layer);
    }

    /** What multiplies the activated neurons of a gated MLP, {@code [batch, pos, d_mlp]}. */
    public static String preLinear(int layer) {
        return LayerPoint.PRE_LINEAR.in(layer);
    }

    /** Neurons after their nonlinearity, before the norm inside the MLP, {@code [batch, pos, d_mlp]}. */
    public static String mid(int layer) {
        return LayerPoint.MID.in(layer);
    }

    /** Neurons as the MLP's output reads them, {@code [batch, pos, d_mlp]}. */
    public static String post(int layer) {
        return LayerPoint.POST.in(layer);
    }

    /** What the MLP writes to the residual stream, {@code [batch, pos, d_model]}. */
    public static String mlpOut(int layer) {
        return LayerPoint.MLP_OUT.in(layer);
    }

    /**
     * The full name for a short one, as TransformerLens' {@code get_act_name}. A full name stands for itself.
     *
     * @param name such as {@code embed}, {@code pattern3}, {@code k6a} or {@code blocks.0.attn.hook_q}
     */
    public static String of(String name) {
        return ActName.full(name);
    }

    /**
     * The full name for a short one in a layer.
     *
     * @param shortName such as {@code pattern}, {@code resid_pre}, {@code hook_z} or {@code attn.hook_q}
     */
    public static String of(String shortName, int layer) {
        return ActName.full(shortName, layer, "");
    }

    /**
     * The full name for a short one in a part of a layer.
     *
     * @param shortName such as {@code normalized}, {@code scale} or {@code k}
     * @param layerType {@code attn} or {@code a}, {@code mlp} or {@code m}, {@code ln1}, {@code ln2}
     */
    public static String of(String shortName, int layer, String layerType) {
        return ActName.full(shortName, layer, layerType);
    }
}
