package hookworks.lens.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.forward.KeyValueCache;
import hookworks.lens.forward.ModelInput;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One batch of texts going on. */
public final class Generation {
    private final Function<ModelInput, NDArray> model;
    private final GenerationRequest request;
    private final int longest;
    private final Sampler sampler;

    /**
     * Makes a generation.
     *
     * @param model from input to logits {@code [batch, pos, d_vocab_out]} of the input's manager
     * @param longest how many positions the model takes
     */
    public Generation(Function<ModelInput, NDArray> model, int longest, GenerationRequest request) {
        this.model = model;
        this.request = request;
        this.longest = longest;
        this.sampler = new Sampler(request.sampling());
    }

    /**
     * Lets the texts go on.
     *
     * @param prompt {@code [batch, pos]} tokens, perhaps with an attention mask where texts are padded at the left
     * @param perStep sees the batch's new tokens at each step
     * @return {@code [batch, pos + new]} int64, prompt first; belongs to the prompt's manager
     */
    public NDArray run(ModelInput prompt, Consumer<long[]> perStep) {
        NDManager owner = prompt.start().getManager();
        try (NDManager scratch = owner.newSubManager()) {
            var texts = new Texts(prompt, request);
            requireRoom(texts);
            KeyValueCache cache = request.usesKeyValueCache() ? KeyValueCache.empty(scratch) : null;
            for (int step = 0; step < request.maxNewTokens() && !texts.haveEnded(); step++) {
                try (NDManager stepScratch = scratch.newSubManager()) {
                    float[][] logits = lastLogits(texts, cache, stepScratch);
                    perStep.accept(texts.goOn((row, text) -> sampler.pick(logits[row], text)));
                }
            }
            return texts.tokens(owner);
        }
    }

    private void requireRoom(Texts texts) {
        int needed = texts.length() + request.maxNewTokens() - 1;
        if (request.maxNewTokens() > 0 && needed > longest) {
            throw new IllegalArgumentException(
                    "a prompt of %d tokens and %d more need %d positions, but the model has n_ctx=%d: ask for at most %d"
                            .formatted(
                                    texts.length(),
                                    request.maxNewTokens(),
                                    needed,
                                    longest,
                                    Math.max(0, longest - texts.length() + 1)));
        }
    }

    private float[][] lastLogits(Texts texts, @Nullable KeyValueCache cache, NDManager scratch) {
        int from = cache == null ? 0 : cache.length();
        ModelInput input = texts.input(from, scratch);
        NDArray logits = model.apply(cache == null ? input : input.continuing(cache));
        NDArray last = logits.get(new NDIndex().addAllDim().addIndices(-1)).toType(DataType.FLOAT32, false);
        int width = Math.toIntExact(last.getShape().get(1));
        float[] flat = last.toFloatArray();
        var rows = new float[flat.length / width][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
        }
        return rows;
    }

    /** The texts so far, outside native memory. */
    private static final class Texts {
        private final GenerationRequest request;
        private long[][] rows;
        private long @Nullable [][] masks;
        private final boolean[] ended;

        Texts(ModelInput prompt, GenerationRequest request) {
            this.request = request;
            this.rows = rows(prompt.start());
            this.masks = prompt.attentionMask() == null ? null : rows(prompt.attentionMask());
            this.ended = new boolean[rows.length];
        }

        private static long[][] rows(NDArray table) {
            Shape shape = table.getShape();
            if (shape.dimension() != 2 || shape.size() == 0) {
                throw new IllegalArgumentException(
                        "a prompt must have the shape [batch, pos], both at least 1, got " + shape);
            }
            int width = Math.toIntExact(shape.get(1));
            long[] flat;
            try (NDArray numbers = table.toType(DataType.INT64, true)) {
                flat = numbers.toLongArray();
            }
            var rows = new long[Math.toIntExact(shape.get(0))][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
            }
            return rows;
        }

        int length() {
            return rows[0].length;
        }

        boolean haveEnded() {
            for (boolean one : ended) {
                if (!one) {
                    return false;
                }
            }
            return true;
        }

        /** The tokens from a place on, with the whole mask. */
        ModelInput input(int from, NDManager scratch) {
            long[][] fresh = new long[rows.length][];
            for (int row = 0; row < rows.length; row++) {
                fresh[row] = Arrays.copyOfRange(rows[row], from, rows[row].length);
            }
            ModelInput input = ModelInput.of(scratch.create(fresh));
            return masks == null ? input : input.masked(scratch.create(masks));
        }

        interface Picking {
            int next(int row, long[] text);
        }

        long[] goOn(Picking picking) {
            var fresh = new long[rows.length];
            for (int row = 0; row < rows.length; row++) {
                fresh[row] = ended[row] ? request.padding() : picking.next(row, rows[row]);
                ended[row] |= request.stopTokens().contains(fresh[row]);
            }
            rows = appended(rows, fresh);
            if (masks != null) {
                var real = new long[rows.length];
                Arrays.fill(real, 1);
                masks = appended(masks, real);
            }
            return fresh;
        }

        private static long[][] appended(long[][] rows, long[] fresh) {
            var longer = new long[rows.length][];
            for (int row = 0; row < rows.length; row++) {
                longer[row] = Arrays.copyOf(rows[row], rows[row].length + 1);
                longer[row][rows[row].length] = fresh[row];
            }
            return longer;
        }

        NDArray tokens(NDManager owner) {
            return owner.create(rows);
        }
    }
}
