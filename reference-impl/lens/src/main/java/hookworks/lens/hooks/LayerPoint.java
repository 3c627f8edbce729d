package hookworks.lens.hooks;

import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.PositionalEmbedding.Rotary;

/** The hook points of one layer, in the order in which a run passes them. */
public enum LayerPoint {
    RESID_PRE("hook_resid_pre"),
    ATTN_IN("hook_attn_in"),
    Q_INPUT("hook_q_input"),
    K_INPUT("hook_k_input"),
    V_INPUT("hook_v_input"),
    LN1_SCALE("ln1.hook_scale"),
    LN1_NORMALIZED("ln1.hook_normalized"),
    Q("attn.hook_q"),
    K("attn.hook_k"),
    V("attn.hook_v"),
    ROT_Q("attn.hook_rot_q"),
    ROT_K("attn.hook_rot_k"),
    ATTN_SCORES("attn.hook_attn_scores"),
    PATTERN("attn.hook_pattern"),
    Z("attn.hook_z"),
    RESULT("attn.hook_result"),
    LN1_POST_SCALE("ln1_post.hook_scale"),
    LN1_POST_NORMALIZED("ln1_post.hook_normalized"),
    ATTN_OUT("hook_attn_out"),
    RESID_MID("hook_resid_mid"),
    MLP_IN("hook_mlp_in"),
    LN2_SCALE("ln2.hook_scale"),
    LN2_NORMALIZED("ln2.hook_normalized"),
    PRE("mlp.hook_pre"),
    PRE_LINEAR("mlp.hook_pre_linear"),
    MID("mlp.hook_mid"),
    MLP_LN_SCALE("mlp.ln.hook_scale"),
    MLP_LN_NORMALIZED("mlp.ln.hook_normalized"),
    POST("mlp.hook_post"),
    LN2_POST_SCALE("ln2_post.hook_scale"),
    LN2_POST_NORMALIZED("ln2_post.hook_normalized"),
    MLP_OUT("hook_mlp_out"),
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
