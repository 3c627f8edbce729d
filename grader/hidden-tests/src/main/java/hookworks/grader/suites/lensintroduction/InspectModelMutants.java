package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LensIntroduction;
import hookworks.exercises.ModelShape;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.PositionalEmbedding;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link InspectModelTest} must reject, each with its story. */
final class InspectModelMutants {
    private InspectModelMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends LensIntroduction {
        @Override
        ModelShape inspectModel(HookedTransformer model);
    }

    /** Everything right but for what a mutant puts in. */
    private static final class Draft {
        private final HookedTransformerConfig config;
        private int layers;
        private int heads;
        private int dModel;
        private int dHead;
        private int context;
        private int vocabulary;
        private boolean attentionOnly;
        private String positions;

        Draft(HookedTransformer model) {
            config = model.config();
            layers = config.nLayers();
            heads = config.nHeads();
            dModel = config.dModel();
            dHead = config.dHead();
            context = config.nCtx();
            vocabulary = config.dVocab();
            attentionOnly = config.attnOnly();
            positions = config.positional().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }

        ModelShape shape() {
            return new ModelShape(layers, heads, dModel, dHead, context, vocabulary, attentionOnly, positions);
        }
    }

    @FunctionalInterface
    private interface Change {
        void on(Draft draft);
    }

    private static Wrong with(Change change) {
        return model -> {
            var draft = new Draft(model);
            change.on(draft);
            return draft.shape();
        };
    }

    @Mutant("answers with GPT-2 small's 12 layers, 12 heads and context of 1024")
    static Wrong answersForGpt2() {
        return with(draft -> {
            draft.layers = 12;
            draft.heads = 12;
            draft.context = 1024;
        });
    }

    @Mutant("answers with the figures of the course's model")
    static Wrong answersForTheBundledModel() {
        return model -> new ModelShape(2, 4, 192, 32, 128, 2048, true, "shortformer");
    }

    @Mutant("derives d_head from d_model and the heads")
    static Wrong derivesHeadWidth() {
        return with(draft -> draft.dHead = draft.dModel / draft.heads);
    }

    @Mutant("derives d_model from the heads and their width")
    static Wrong derivesModelWidth() {
        return with(draft -> draft.dModel = draft.heads * draft.dHead);
    }

    @Mutant("counts the heads of all layers")
    static Wrong countsAllHeads() {
        return with(draft -> draft.heads *= draft.layers);
    }

    @Mutant("counts key and value heads, which groups of queries share")
    static Wrong countsKeyHeads() {
        return with(draft -> draft.heads = draft.config.attention().keyValueHeads());
    }

    @Mutant("counts the embedding as a layer, as a list of hook names suggests")
    static Wrong countsTheEmbedding() {
        return with(draft -> draft.layers++);
    }

    @Mutant("gives the last layer's number for how many there are")
    static Wrong givesTheLastLayer() {
        return with(draft -> draft.layers--);
    }

    @Mutant("reads the context from the table of positions, which rotary models lack")
    static Wrong readsContextFromPositions() {
        return model -> {
            var draft = new Draft(model);
            draft.context = model.config().positional().isLearned()
                    ? (int) model.wPos().getShape().get(0)
                    : 0;
            return draft.shape();
        };
    }

    @Mutant("runs ten tokens and reads the context from what comes out")
    static Wrong readsContextFromARun() {
        return model -> {
            var draft = new Draft(model);
            try (NDManager manager = NDManager.newBaseManager()) {
                NDArray tokens = manager.zeros(new Shape(1, 10), DataType.INT64);
                draft.context = (int) model.forward(tokens).getShape().get(1);
            }
            return draft.shape();
        };
    }

    @Mutant("takes the width of the logits for the vocabulary")
    static Wrong takesTheOutputVocabulary() {
        return with(draft -> draft.vocabulary = draft.config.dVocabOut());
    }

    @Mutant("gives the largest token id for the size of the vocabulary")
    static Wrong givesTheLargestId() {
        return with(draft -> draft.vocabulary--);
    }

    @Mutant("exchanges context and vocabulary")
    static Wrong exchangesContextAndVocabulary() {
        return with(draft -> {
            int context = draft.context;
            draft.context = draft.vocabulary;
            draft.vocabulary = context;
        });
    }

    @Mutant("exchanges layers and heads")
    static Wrong exchangesLayersAndHeads() {
        return with(draft -> {
            int layers = draft.layers;
            draft.layers = draft.heads;
            draft.heads = layers;
        });
    }

    @Mutant("takes every model without normalization for attention-only")
    static Wrong judgesByNormalization() {
        return with(draft -> draft.attentionOnly = draft.config.normalization().isNone());
    }

    @Mutant("takes shortformer models, and no others, for attention-only")
    static Wrong judgesByPositions() {
        return with(
                draft -> draft.attentionOnly = draft.config.positional() instanceof PositionalEmbedding.Shortformer);
    }

    @Mutant("says whether there is an MLP, not whether there is none")
    static Wrong saysWhetherThereIsAnMlp() {
        return with(draft -> draft.attentionOnly = !draft.attentionOnly);
    }

    @Mutant("calls every position shortformer")
    static Wrong callsAllShortformer() {
        return with(draft -> draft.positions = "shortformer");
    }

    @Mutant("calls every learned table of positions standard")
    static Wrong callsLearnedPositionsStandard() {
        return with(draft -> draft.positions = draft.config.positional().isLearned() ? "standard" : draft.positions);
    }

    @Mutant("prints the positions' record instead of naming them")
    static Wrong printsTheRecord() {
        return with(draft -> draft.positions = draft.config.positional().toString());
    }

    @Mutant("leaves the positions null")
    static Wrong leavesPositionsNull() {
        return with(draft -> draft.positions = nothing());
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return model -> nothing();
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<ModelShape>();
        return model -> {
            answers.add(new Draft(model).shape());
            return answers.getFirst();
        };
    }

    @Mutant("adds this model's layers to the last one's")
    static Wrong addsUpOverCalls() {
        var sum = new AtomicInteger();
        return with(draft -> draft.layers = sum.addAndGet(draft.layers));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a student's code has no checker against null
    private static <T> T nothing() {
        @Nullable T none = null;
        return none;
    }
}
