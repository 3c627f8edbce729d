package hookworks.lens.svd;

import hookworks.lens.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A right singular vector by the tokens that it says something about. Its sign is free: raised and lowered may stand for
 * each other.
 *
 * @param singularValue how far the matrix stretches it
 * @param raised tokens whose logits it raises most, the furthest first
 * @param lowered tokens whose logits it lowers most, the furthest first
 */
public record SingularDirection(double singularValue, List<TokenLogit> raised, List<TokenLogit> lowered) {
    public SingularDirection {
        raised = List.copyOf(raised);
        lowered = List.copyOf(lowered);
    }

    /** The direction in a line, with tokens as a model's tokenizer shows them. */
    public String toString(Texts texts) {
        return String.format(
                Locale.ROOT, "%.3f raises %s, lowers %s", singularValue, shown(raised, texts), shown(lowered, texts));
    }

    private static String shown(List<TokenLogit> tokens, Texts texts) {
        return tokens.stream()
                .map(each -> "'" + texts.toSingleStrToken(each.token()).replace("\n", "\\n") + "'")
                .collect(Collectors.joining(" "));
    }
}
