package hookworks.lens;

/** The hook points of one layer, in the order in which a run passes them. */
enum LayerPoint {
    RESID_PRE("hook_resid_pre"),
    ATTN_IN("hook_attn_in"),
    Q_INPUT("hook_q_input"),
    K_INPUT("hook_k_input"),
    V_INPUT("hook_v_input"),
    Q("attn.hook_q"),
    K("attn.hook_k"),
    V("attn.hook_v"),
    ATTN_SCORES("attn.hook_attn_scores"),
    PATTERN("attn.hook_pattern"),
    Z("attn.hook_z"),
    RESULT("attn.hook_result"),
    ATTN_OUT("hook_attn_out"),
    RESID_POST("hook_resid_post");

    private final String suffix;

    LayerPoint(String suffix) {
        this.suffix = suffix;
    }

    String in(int layer) {
        return "blocks." + layer + "." + suffix;
    }

    /** The name without {@code attn.} and {@code hook_}, such as {@code pattern}. */
    String shortName() {
        return suffix.substring(suffix.indexOf("hook_") + "hook_".length());
    }

    boolean isPassed(HookFlags flags) {
        return switch (this) {
            case ATTN_IN -> flags.useAttnIn();
            case Q_INPUT, K_INPUT, V_INPUT -> flags.useSplitQkvInput();
            case RESULT -> flags.useAttnResult();
            default -> true;
        };
    }

    /** The model's switch that opens this point, for messages. */
    String opensWith() {
        return switch (this) {
            case ATTN_IN -> "setUseAttnIn(true)";
            case Q_INPUT, K_INPUT, V_INPUT -> "setUseSplitQkvInput(true)";
            case RESULT -> "setUseAttnResult(true)";
            default -> throw new IllegalStateException(this + " is always open");
        };
    }
}
