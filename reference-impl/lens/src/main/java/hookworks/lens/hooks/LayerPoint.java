package hookworks.lens.hooks;

import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.PositionalEmbedding.Rotary;

/** The hook points of one layer, in the order in which a run passes them. */
public enum LayerPoint {
    /** The residual stream as a layer reads it, {@code [batch, pos, d_model]}. */
    RESID_PRE("hook_resid_pre"),
    /** Each head's copy of the layer's input, {@code [batch, pos, head, d_model]}. */
    ATTN_IN("hook_attn_in"),
    /** Each head's copy of what its queries read, before positions, {@code [batch, pos, head, d_model]}. */
    Q_INPUT("hook_q_input"),
    /** Each head's copy of what its keys read, before positions, {@code [batch, pos, head, d_model]}. */
    K_INPUT("hook_k_input"),
    /** Each head's copy of what its values read, {@code [batch, pos, head, d_model]}. */
    V_INPUT("hook_v_input"),
    /** What the norm before attention divides by, {@code [batch, pos, 1]}, or per head where inputs are split. */
    LN1_SCALE("ln1.hook_scale"),
    /** What attention reads, {@code [batch, pos, d_model]}; with RMS before its weight. */
    LN1_NORMALIZED("ln1.hook_normalized"),
    /** Queries, {@code [batch, pos, head, d_head]}. */
    Q("attn.hook_q"),
    /** Keys, {@code [batch, pos, head, d_head]}. */
    K("attn.hook_k"),
    /** Values, {@code [batch, pos, head, d_head]}. */
    V("attn.hook_v"),
    /** Queries after rotation, {@code [batch, pos, head, d_head]}. */
    ROT_Q("attn.hook_rot_q"),
    /** Keys after rotation, {@code [batch, pos, kv_head, d_head]}. */
    ROT_K("attn.hook_rot_k"),
    /** Scores after scaling and masking, before the softmax, {@code [batch, head, query, key]}. */
    ATTN_SCORES("attn.hook_attn_scores"),
    /** Attention after the softmax, {@code [batch, head, query, key]}. */
    PATTERN("attn.hook_pattern"),
    /** Values mixed by the pattern, {@code [batch, pos, head, d_head]}. */
    Z("attn.hook_z"),
    /** What each head writes, without the output bias, {@code [batch, pos, head, d_model]}. */
    RESULT("attn.hook_result"),
    /** What the norm of what attention writes divides by, {@code [batch, pos, 1]}. */
    LN1_POST_SCALE("ln1_post.hook_scale"),
    /** What attention writes, normalised, {@code [batch, pos, d_model]}; with RMS before its weight. */
    LN1_POST_NORMALIZED("ln1_post.hook_normalized"),
    /** What attention writes to the residual stream, {@code [batch, pos, d_model]}. */
    ATTN_OUT("hook_attn_out"),
    /** The residual stream between attention and MLP, {@code [batch, pos, d_model]}. */
    RESID_MID("hook_resid_mid"),
    /** The MLP's own copy of what it reads, before its norm, {@code [batch, pos, d_model]}. */
    MLP_IN("hook_mlp_in"),
    /** What the norm before the MLP divides by, {@code [batch, pos, 1]}. */
    LN2_SCALE("ln2.hook_scale"),
    /** What the MLP reads, {@code [batch, pos, d_model]}; with RMS before its weight. */
    LN2_NORMALIZED("ln2.hook_normalized"),
    /** Neurons before their nonlinearity, {@code [batch, pos, d_mlp]}. */
    PRE("mlp.hook_pre"),
    /** What multiplies the activated neurons of a gated MLP, {@code [batch, pos, d_mlp]}. */
    PRE_LINEAR("mlp.hook_pre_linear"),
    /** Neurons after their nonlinearity, before the norm inside the MLP, {@code [batch, pos, d_mlp]}. */
    MID("mlp.hook_mid"),
    /** What the norm inside the MLP divides by, {@code [batch, pos, 1]}. */
    MLP_LN_SCALE("mlp.ln.hook_scale"),
    /** Neurons as the norm inside the MLP gives them, {@code [batch, pos, d_mlp]}. */
    MLP_LN_NORMALIZED("mlp.ln.hook_normalized"),
    /** Neurons as the MLP's output reads them, {@code [batch, pos, d_mlp]}. */
    POST("mlp.hook_post"),
    /** What the norm of what the MLP writes divides by, {@code [batch, pos, 1]}. */
    LN2_POST_SCALE("ln2_post.hook_scale"),
    /** What the MLP writes, normalised, {@code [batch, pos, d_model]}; with RMS before its weight. */
    LN2_POST_NORMALIZED("ln2_post.hook_normalized"),
    /** What the MLP writes to the residual stream, {@code [batch, pos, d_model]}. */
    MLP_OUT("hook_mlp_out"),
    /** The residual stream as a layer leaves it, {@code [batch, pos, d_model]}. */
    RESID_POST("hook_resid_post");

    private final String suffix;

    LayerPoint(String suffix) {
        this.suffix = suffix;
    }

    String in(int layer) {
        return "blocks." + layer + "." + suffix;
    }

    /** Whether models of that shape have the point at all. */
    boolean exists(HookedTransformerConfig config) {
        return switch (this) {
            case RESID_PRE, ATTN_IN, Q_INPUT, K_INPUT, V_INPUT, Q, K, V, ATTN_SCORES, PATTERN, Z, RESULT -> true;
            case ATTN_OUT, RESID_POST -> true;
            case LN1_SCALE, LN1_NORMALIZED -> !config.normalization().isNone();
            case LN1_POST_SCALE, LN1_POST_NORMALIZED -> config.normalization().beforeAndAfter();
            case ROT_Q, ROT_K -> config.positional() instanceof Rotary;
            case RESID_MID -> !config.attnOnly() && !config.parallelAttnMlp();
            case MLP_IN, PRE, POST, MLP_OUT -> !config.attnOnly();
            case LN2_SCALE, LN2_NORMALIZED ->
                !config.attnOnly() && !config.normalization().isNone();
            case LN2_POST_SCALE, LN2_POST_NORMALIZED ->
                !config.attnOnly() && config.normalization().beforeAndAfter();
            case PRE_LINEAR -> config.mlp().filter(MlpConfig::gated).isPresent();
            case MID, MLP_LN_SCALE, MLP_LN_NORMALIZED -> config.hasMlpNorm();
        };
    }

    boolean isPassed(HookFlags flags) {
        return switch (this) {
            case ATTN_IN -> flags.useAttnIn();
            case Q_INPUT, K_INPUT, V_INPUT -> flags.useSplitQkvInput();
            case RESULT -> flags.useAttnResult();
            case MLP_IN -> flags.useHookMlpIn();
            default -> true;
        };
    }

    /** The model's switch that opens this point, for messages. */
    String opensWith() {
        return switch (this) {
            case ATTN_IN -> "setUseAttnIn(true)";
            case Q_INPUT, K_INPUT, V_INPUT -> "setUseSplitQkvInput(true)";
            case RESULT -> "setUseAttnResult(true)";
            case MLP_IN -> "setUseHookMlpIn(true)";
            default -> throw new IllegalStateException(this + " is always open");
        };
    }
}
