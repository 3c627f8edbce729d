package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.AttentionView;
import hookworks.exercises.LensIntroduction;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.tokens.Bos;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link AttentionHeadsViewTest} must reject, each with its story. */
final class AttentionHeadsViewMutants {
    /** What the mutants' answers belong to. It lives as long as the process, as a student's might. */
    private static final NDManager MANAGER = NDManager.newBaseManager();

    private AttentionHeadsViewMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends LensIntroduction {
        @Override
        AttentionView attentionView(HookedTransformer model, String text, int layer);
    }

    /** Makes another pattern of the right one, {@code [head, query, key]}. */
    @FunctionalInterface
    private interface Change {
        NDArray of(NDArray pattern);
    }

    @Mutant("runs the text without a BOS")
    static Wrong runsWithoutBos() {
        return (model, text, layer) -> {
            NDArray tokens = model.texts().toTokens(text.isEmpty() ? "t0" : text, Bos.NONE, MANAGER);
            return new AttentionView(
                    model.texts().toStrTokens(tokens),
                    activation(model, tokens, HookName.pattern(layer)),
                    names(model, layer));
        };
    }

    @Mutant("lists the tokens without the BOS that the model read")
    static Wrong listsTokensWithoutBos() {
        return (model, text, layer) ->
                withTokens(model, text, layer, model.texts().tokenizer().toStrTokens(text, Bos.NONE));
    }

    @Mutant("runs one BOS too many")
    static Wrong runsTwoBos() {
        return (model, text, layer) -> {
            NDArray tokens = tokens(model, text);
            return withPattern(
                    model,
                    text,
                    layer,
                    activation(model, tokens.get(":, :1").concat(tokens, 1), HookName.pattern(layer)));
        };
    }

    @Mutant("lists words where the model reads tokens")
    static Wrong listsWords() {
        return (model, text, layer) -> withTokens(
                model,
                text,
                layer,
                Stream.concat(Stream.of("<bos>"), Stream.of(text.split(" "))).toList());
    }

    @Mutant("lists no tokens, as plots with bare numbers do")
    static Wrong listsPositions() {
        return (model, text, layer) -> withTokens(
                model,
                text,
                layer,
                IntStream.range(0, right(model, text, layer).tokens().size())
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Mutant("leaves the batch axis on")
    static Wrong leavesTheBatchAxis() {
        return changing(pattern -> pattern.expandDims(0));
    }

    @Mutant("gives scores for the pattern")
    static Wrong givesScores() {
        return (model, text, layer) ->
                withPattern(model, text, layer, activation(model, tokens(model, text), HookName.attnScores(layer)));
    }

    @Mutant("shows layer 0 whichever is asked for")
    static Wrong showsLayerZero() {
        return (model, text, layer) ->
                withPattern(model, text, layer, right(model, text, 0).pattern());
    }

    @Mutant("shows the last layer whichever is asked for")
    static Wrong showsTheLastLayer() {
        return (model, text, layer) -> withPattern(
                model,
                text,
                layer,
                right(model, text, model.config().nLayers() - 1).pattern());
    }

    @Mutant("counts layers from 1, and so shows the layer before")
    static Wrong countsLayersFromOne() {
        return (model, text, layer) -> withPattern(
                model, text, layer, right(model, text, Math.max(0, layer - 1)).pattern());
    }

    @Mutant("hard-codes 2 layers")
    static Wrong hardCodesTwoLayers() {
        return (model, text, layer) ->
                withPattern(model, text, layer, right(model, text, layer % 2).pattern());
    }

    @Mutant("puts heads last")
    static Wrong putsHeadsLast() {
        return changing(pattern -> pattern.transpose(1, 2, 0));
    }

    @Mutant("puts queries first")
    static Wrong putsQueriesFirst() {
        return changing(pattern -> pattern.transpose(1, 0, 2));
    }

    @Mutant("exchanges query and key")
    static Wrong exchangesQueryAndKey() {
        return changing(pattern -> pattern.transpose(0, 2, 1));
    }

    @Mutant("averages over the heads")
    static Wrong averagesOverHeads() {
        return changing(pattern -> pattern.mean(new int[] {0}));
    }

    @Mutant("gives every head the average")
    static Wrong givesEveryHeadTheAverage() {
        return changing(pattern ->
                pattern.mean(new int[] {0}, true).repeat(0, pattern.getShape().get(0)));
    }

    @Mutant("shows the first head only")
    static Wrong showsTheFirstHead() {
        return changing(pattern -> pattern.get(0));
    }

    @Mutant("shows the heads in reverse order")
    static Wrong reversesHeads() {
        return changing(pattern -> pattern.flip(0));
    }

    @Mutant("gives zeros for the pattern")
    static Wrong givesZeros() {
        return changing(NDArray::zerosLike);
    }

    @Mutant("divides the pattern's nothing by nothing")
    static Wrong givesNaN() {
        return changing(pattern -> pattern.zerosLike().div(0f));
    }

    @Mutant("gives the pattern in double precision")
    static Wrong givesDoubles() {
        return changing(pattern -> pattern.toType(DataType.FLOAT64, true));
    }

    @Mutant("counts heads from 1")
    static Wrong countsHeadsFromOne() {
        return naming((layer, head) -> "L%dH%d".formatted(layer, head + 1));
    }

    @Mutant("counts layers from 1 in the names")
    static Wrong countsNamedLayersFromOne() {
        return naming((layer, head) -> "L%dH%d".formatted(layer + 1, head));
    }

    @Mutant("names every head as one of layer 0")
    static Wrong namesLayerZero() {
        return naming((layer, head) -> "L0H" + head);
    }

    @Mutant("names heads as papers do")
    static Wrong namesAsPapersDo() {
        return naming((layer, head) -> layer + "." + head);
    }

    @Mutant("names the heads of all layers")
    static Wrong namesAllHeads() {
        return (model, text, layer) -> withNames(model, text, layer, model.allHeadLabels());
    }

    @Mutant("leaves the tokens null")
    static Wrong leavesTokensNull() {
        return (model, text, layer) -> withTokens(model, text, layer, nothing());
    }

    @Mutant("leaves the pattern null")
    static Wrong leavesPatternNull() {
        return (model, text, layer) -> withPattern(model, text, layer, nothing());
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, text, layer) -> nothing();
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<AttentionView>();
        return (model, text, layer) -> {
            answers.add(right(model, text, layer));
            return answers.getFirst();
        };
    }

    @Mutant("leaves a hook on the model that silences its first layer from the second call on")
    static Wrong leavesAHook() {
        return (model, text, layer) -> {
            AttentionView right = right(model, text, layer);
            model.addHook(Hook.replacing(HookName.z(0), (z, point) -> z.zerosLike()));
            return right;
        };
    }

    /** What a head is called. */
    @FunctionalInterface
    private interface Naming {
        String of(int layer, int head);
    }

    private static Wrong naming(Naming naming) {
        return (model, text, layer) -> withNames(
                model,
                text,
                layer,
                IntStream.range(0, model.config().nHeads())
                        .mapToObj(head -> naming.of(layer, head))
                        .toList());
    }

    private static Wrong changing(Change change) {
        return (model, text, layer) -> withPattern(
                model, text, layer, change.of(right(model, text, layer).pattern()));
    }

    private static AttentionView right(HookedTransformer model, String text, int layer) {
        NDArray tokens = tokens(model, text);
        return new AttentionView(
                model.texts().toStrTokens(tokens),
                activation(model, tokens, HookName.pattern(layer)),
                names(model, layer));
    }

    private static AttentionView withTokens(HookedTransformer model, String text, int layer, List<String> tokens) {
        return new AttentionView(tokens, right(model, text, layer).pattern(), names(model, layer));
    }

    private static AttentionView withPattern(HookedTransformer model, String text, int layer, NDArray pattern) {
        return new AttentionView(right(model, text, layer).tokens(), pattern, names(model, layer));
    }

    private static AttentionView withNames(HookedTransformer model, String text, int layer, List<String> names) {
        AttentionView right = right(model, text, layer);
        return new AttentionView(right.tokens(), right.pattern(), names);
    }

    private static NDArray tokens(HookedTransformer model, String text) {
        return model.texts().toTokens(text, Bos.PREPEND, MANAGER);
    }

    private static NDArray activation(HookedTransformer model, NDArray tokens, String name) {
        return model.runWithCache(tokens).cache().get(name).get(0);
    }

    private static List<String> names(HookedTransformer model, int layer) {
        int heads = model.config().nHeads();
        return model.allHeadLabels().subList(layer * heads, (layer + 1) * heads);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a student's code has no checker against null
    private static <T> T nothing() {
        @Nullable T none = null;
        return none;
    }
}
