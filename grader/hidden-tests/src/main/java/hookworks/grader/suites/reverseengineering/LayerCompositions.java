package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.QkvCompositionScores;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import hookworks.grader.suites.reverseengineering.HeadMatrices.Form;
import hookworks.lens.Composition;
import hookworks.lens.HookedTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How the heads of layers 0 and 1 compose, and what that would be after each mistake that is recognised. */
final class LayerCompositions {
    private final NDManager manager;
    private final HeadMatrices matrices;

    /**
     * Who writes in which way, and who reads in which.
     *
     * @param earlier the layer that writes
     * @param later the layer that reads
     */
    private record Pairing(int earlier, Form written, int later, Form read) {
        Pairing ofLayers(int first, int second) {
            return new Pairing(first, written, second, read);
        }

        Pairing writing(Form form) {
            return new Pairing(earlier, form, later, read);
        }

        Pairing reading(Form form) {
            return new Pairing(earlier, written, later, form);
        }
    }

    LayerCompositions(Scenarios scenarios, HookedTransformer model) {
        this.manager = scenarios.manager();
        this.matrices = new HeadMatrices(model, scenarios.manager());
    }

    void judge(@Nullable QkvCompositionScores answer) {
        if (answer == null) {
            throw new WrongAnswer("compositionScores returned null; expected QkvCompositionScores(q, k, v)");
        }
        judge("q", answer.q(), Composition.Q);
        judge("k", answer.k(), Composition.K);
        judge("v", answer.v(), Composition.V);
    }

    private void judge(String name, @Nullable NDArray answer, Composition through) {
        TensorAnswer.named(name, answer, "earlier head", "later head")
                .mustEqual(tensor(right(through)), Tolerance.FLOAT32_SUM, () -> mistakes(through));
    }

    private static Pairing right(Composition through) {
        Form read = switch (through) {
            case Q -> Form.QK;
            case K -> Form.KQ;
            case V -> Form.OV;
        };
        return new Pairing(0, Form.OV, 1, read);
    }

    private List<Mistake> mistakes(Composition through) {
        Pairing right = right(through);
        var mistakes = new ArrayList<Mistake>();
        addReading(mistakes, right);
        addAxes(mistakes, right);
        addLayers(mistakes, right);
        for (Form written : List.of(Form.QK, Form.KQ)) {
            add(mistakes, Misconception.WRITES_BY_PATTERN, right.writing(written));
        }
        addScores(mistakes, right);
        return mistakes;
    }

    private void addReading(List<Mistake> mistakes, Pairing right) {
        for (Composition other : Composition.values()) {
            Form read = right(other).read();
            if (read != right.read()) {
                boolean transposed = read != Form.OV && right.read() != Form.OV;
                add(
                        mistakes,
                        transposed ? Misconception.QK_EXCHANGED : Misconception.WRONG_MATRIX,
                        right.reading(read));
            }
        }
        for (Form read : List.of(Form.W_Q, Form.W_K, Form.W_V)) {
            add(mistakes, Misconception.READS_BY_ONE_FACTOR, right.reading(read));
        }
        if (matrices.areSquare()) {
            add(mistakes, Misconception.PRODUCT_ORDER, right.reading(Form.VO));
            add(mistakes, Misconception.PRODUCT_ORDER, right.writing(Form.VO));
        }
        add(mistakes, Misconception.PRODUCT_ORDER, right.writing(Form.OV_TURNED));
        add(mistakes, Misconception.PRODUCT_ORDER, right.reading(Form.OV_TURNED));
    }

    private void addAxes(List<Mistake> mistakes, Pairing right) {
        NDArray scores = tensor(right);
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, scores.transpose()));
        NDArray like = manager.eye(matrices.heads()).mul(scores); // [earlier head, later head]
        mistakes.add(new Mistake(Misconception.LIKE_HEADS_ONLY, like));
        mistakes.add(new Mistake(Misconception.LIKE_HEADS_ONLY, like.sum(new int[] {0})));
    }

    private void addLayers(List<Mistake> mistakes, Pairing right) {
        Pairing turned = right.ofLayers(1, 0);
        add(mistakes, Misconception.LAYERS_EXCHANGED, turned);
        mistakes.add(new Mistake(Misconception.LAYERS_EXCHANGED, tensor(turned).transpose()));
        add(mistakes, Misconception.LAYERS_EXCHANGED, right.ofLayers(0, 0));
        add(mistakes, Misconception.LAYERS_EXCHANGED, right.ofLayers(1, 1));
        int last = matrices.layers() - 1;
        if (last > 1) {
            add(mistakes, Misconception.OTHER_LAYER, right.ofLayers(last - 1, last));
            add(mistakes, Misconception.OTHER_LAYER, right.ofLayers(0, last));
        }
    }

    private void addScores(List<Mistake> mistakes, Pairing right) {
        int formulas = score(right, 0, 0).slipsOfTheFormula().size();
        for (int at = 0; at < formulas; at++) {
            int formula = at;
            NDArray scores = tensor(
                    right, score -> score.slipsOfTheFormula().get(formula).answer());
            mistakes.add(new Mistake(Misconception.SCORE_FIRST, scores));
        }
    }

    private void add(List<Mistake> mistakes, Misconception misconception, Pairing pairing) {
        mistakes.add(new Mistake(misconception, tensor(pairing)));
    }

    private NDArray tensor(Pairing pairing) {
        return tensor(pairing, MatrixScore::right);
    }

    private NDArray tensor(Pairing pairing, ToDoubleFunction<MatrixScore> scored) {
        int heads = matrices.heads();
        var scores = new float[heads * heads];
        for (int pair = 0; pair < scores.length; pair++) {
            scores[pair] = (float) scored.applyAsDouble(score(pairing, pair / heads, pair % heads));
        }
        return manager.create(scores, new Shape(heads, heads));
    }

    private MatrixScore score(Pairing pairing, int earlier, int later) {
        return new MatrixScore(
                matrices.of(pairing.written(), pairing.earlier(), earlier),
                matrices.of(pairing.read(), pairing.later(), later));
    }
}
