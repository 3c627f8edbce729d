package hookworks.lens.hooks;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes full names of hook points from the short ones that papers and notebooks use. */
final class ActName {
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "attn", "pattern",
            "attn_logits", "attn_scores",
            "key", "k",
            "query", "q",
            "value", "v",
            "mlp_pre", "pre",
            "mlp_mid", "mid",
            "mlp_post", "post");

    private static final Map<String, String> OTHER_PARTS =
            Map.of("a", "attn", "attention", "attn", "m", "mlp", "b", "", "block", "", "blocks", "");

    private static final Set<String> IN_ATTENTION =
            Set.of("k", "v", "q", "z", "rot_k", "rot_q", "result", "pattern", "attn_scores");
    private static final Set<String> IN_MLP = Set.of("pre", "post", "mid", "pre_linear");
    private static final Set<String> OF_A_NORM = Set.of("scale", "normalized");

    /** A short name with its layer and part run together: {@code k6a}, {@code scale4ln1}, {@code resid_pre3}. */
    private static final Pattern TOGETHER = Pattern.compile("([a-z_]+)(\\d{1,9})([a-z]?.*)");

    private static final String HOOK = "hook_";

    private ActName() {}

    /** The full name where no layer stands beside the name; a full name stands for itself. */
    static String full(String name) {
        if (name.contains(".") || name.startsWith(HOOK)) {
            return name;
        }
        var together = TOGETHER.matcher(name);
        if (together.matches()) {
            return full(together.group(1), Integer.parseInt(together.group(2)), together.group(3));
        }
        return (OF_A_NORM.contains(name) ? "ln_final." : "") + HOOK + canonical(name);
    }

    /**
     * The full name in a layer.
     *
     * @param part of the layer, such as {@code attn} or {@code ln1}; empty where the name says it
     */
    static String full(String name, int layer, String part) {
        if (name.startsWith("blocks.")) {
            return name;
        }
        int hook = name.lastIndexOf(HOOK);
        String before = hook > 0 ? name.substring(0, hook - 1) : part;
        String canonical = canonical(hook < 0 ? name : name.substring(hook + HOOK.length()));
        String in = partOf(canonical, before);
        return "blocks." + layer + "." + (in.isEmpty() ? "" : in + ".") + HOOK + canonical;
    }

    private static String canonical(String name) {
        return OTHER_NAMES.getOrDefault(name, name);
    }

    private static String partOf(String name, String given) {
        if (IN_ATTENTION.contains(name)) {
            return "attn";
        }
        return IN_MLP.contains(name) ? "mlp" : OTHER_PARTS.getOrDefault(given, given);
    }
}
