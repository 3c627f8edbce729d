package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.forward.ForwardPass;
import hookworks.lens.forward.ModelInput;
import hookworks.lens.forward.PlaceTables;
import hookworks.lens.generation.Generation;
import hookworks.lens.generation.GenerationRequest;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hub.DownloadProgress;
import hookworks.lens.hub.HubSettings;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.parameters.ModelName;
import hookworks.lens.parameters.ModelWeights;
import hookworks.lens.parameters.SeededModel;
import hookworks.lens.parameters.SeededWeights;
import hookworks.lens.parameters.StateDictFile;
import hookworks.lens.parameters.WeightSink;
import hookworks.lens.pretrained.PretrainedFolder;
import hookworks.lens.processing.WeightProcessing;
import hookworks.lens.tokens.Tokenizer;
import hookworks.lens.weights.TensorFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A transformer whose every intermediate activation can be read, cached and replaced.
 *
 * <p>The model owns its weights until {@link #close}; its manager takes no further tensor, so an operation that starts
 * with a weight throws: write {@code x.matMul(w)}, or take views with {@link #weights(NDManager)}. Results belong to
 * the manager of the tokens, everything between is freed when a run ends, and a run that throws leaves nothing behind.
 *
 * <p>Several threads may run one model, each with tokens of its own manager. Hooks that are put on the model are seen
 * by every thread's runs.
 */
public final class HookedTransformer extends HookedRootModule implements AutoCloseable {
    private final Optional<ModelName> name;
    private final NDManager manager;
    private final ModelWeights weights;
    private final PlaceTables places;
    private final ForwardPass pass;
    private @Nullable SharedTokenizer tokenizer;

    /** Makes a model of weights that {@code loading} puts into the manager that it is given. */
    HookedTransformer(
            HookedTransformerConfig config,
            Optional<ModelName> name,
            Device device,
            BiConsumer<NDManager, WeightSink> loading) {
        super(config);
        this.name = name;
        this.manager = NDManager.newBaseManager(device);
        try (NDManager temporary = manager.newSubManager()) {
            this.weights = ModelWeights.arrange(config, manager, sink -> loading.accept(temporary, sink));
            this.places = new PlaceTables(config, device);
            this.pass = new ForwardPass(config, points(), places, weights.parameters());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
        manager.cap();
    }

    /**
     * Makes a model whose weights every process draws alike: each matrix Gaussian with deviation {@code initScale},
     * biases zero.
     */
    public static HookedTransformer seeded(SeededModel model, Device device) {
        var made = new HookedTransformer(
                model.config(),
                Optional.of(model),
                device,
                (temporary, sink) -> SeededWeights.of(model, temporary, sink));
        model.bosTokenId()
                .ifPresent(bos ->
                        made.setTokenizer(Tokenizer.numbered(model.config().dVocab(), bos)));
        return made;
    }

    /** Makes the model that a name stands for, as every other process does. */
    public static HookedTransformer named(ModelName name, Device device) {
        return switch (name) {
            case SeededModel seeded -> seeded(seeded, device);
            case ModelName.Bundled bundled -> bundled(device);
        };
    }

    /** Makes a model with fresh weights, drawn as the config's initialization says. */
    public static HookedTransformer fresh(HookedTransformerConfig config, Device device) {
        return new HookedTransformer(
                config, Optional.empty(), device, (temporary, sink) -> SeededWeights.fresh(config, temporary, sink));
    }

    /**
     * Loads weights under TransformerLens' state-dict names, from safetensors or from a torch {@code .pt} file, of which
     * nothing is executed.
     *
     * @throws hookworks.lens.weights.WeightsException where the file is damaged, or its tensors are not the config's
     */
    public static HookedTransformer fromFile(HookedTransformerConfig config, Path path, Device device) {
        try (TensorFile file = TensorFile.open(path)) {
            return new HookedTransformer(
                    config,
                    Optional.empty(),
                    device,
                    (temporary, sink) -> StateDictFile.read(config, file, temporary, sink));
        }
    }

    /**
     * Makes a model of given weights.
     *
     * @param stateDict every weight under TransformerLens' name and in its shape, such as {@code blocks.0.attn.W_Q
     *     [head, d_model, d_head]}; stays its owner's
     */
    public static HookedTransformer fromStateDict(
            HookedTransformerConfig config, Map<String, NDArray> stateDict, Device device) {
        return new HookedTransformer(
                config,
                Optional.empty(),
                device,
                (temporary, sink) -> StateDictFile.copy(config, stateDict, temporary, sink));
    }

    /**
     * Loads a pretrained model from a folder as Hugging Face lays it out, in float32 and with its weights as they are:
     * unlike TransformerLens' {@code from_pretrained}, which simplifies them unless told otherwise.
     *
     * @throws hookworks.lens.weights.WeightsException naming what is missing, damaged, not supported, or at odds with
     *     the config
     */
    public static HookedTransformer fromPretrainedFolder(Path folder, Device device) {
        try (PretrainedFolder opened = PretrainedFolder.open(folder, DataType.FLOAT32)) {
            return new HookedTransformer(opened.config(), Optional.empty(), device, opened::read);
        }
    }

    /** As {@link #fromPretrainedFolder(Path, Device)}, in another dtype and with simplified weights. */
    public static HookedTransformer fromPretrainedFolder(
            Path folder, WeightProcessing processing, DataType dtype, Device device) {
        try (PretrainedFolder opened = PretrainedFolder.open(folder, dtype);
                NDManager temporary = NDManager.newBaseManager(device)) {
            var processed = processing.apply(opened.config(), opened.stateDict(temporary), temporary);
            return fromStateDict(processed.config(), processed.stateDict(), device);
        }
    }

    /**
     * The same model with simplified weights, TransformerLens' {@code process_weights_}. This one stays as it is.
     *
     * @return another model, the caller's to close
     */
    public HookedTransformer processWeights(WeightProcessing processing) {
        try (NDManager temporary = NDManager.newBaseManager(device())) {
            var processed = processing.apply(
                    copiedConfig(), weights.viewedFrom(temporary).stateDict(), temporary);
            return copy(processed.config(), processed.stateDict(), device());
        }
    }

    /** The same model on another device: another model, the caller's to close, with this one's switches but no hooks. */
    public HookedTransformer to(Device device) {
        return copy(copiedConfig(), device);
    }

    /**
     * The same model in another dtype, as {@link #to(Device)}.
     *
     * @param dtype float32, float64 or float16
     */
    public HookedTransformer to(DataType dtype) {
        return copy(copiedConfig().toBuilder().dtype(dtype).build(), device());
    }

    private HookedTransformerConfig copiedConfig() {
        return config().toBuilder().flags(flags()).build();
    }

    private HookedTransformer copy(HookedTransformerConfig wanted, Device device) {
        try (NDManager temporary = NDManager.newBaseManager(device())) {
            return copy(wanted, weights.viewedFrom(temporary).stateDict(), device);
        }
    }

    private HookedTransformer copy(HookedTransformerConfig wanted, Map<String, NDArray> stateDict, Device device) {
        HookedTransformer other = fromStateDict(wanted, stateDict, device);
        synchronized (this) {
            other.tokenizer = tokenizer == null ? null : tokenizer.shared();
        }
        return other;
    }

    /**
     * Loads a pretrained model with its tokenizer, weights as they are: a folder in Hugging Face layout or with a state dict
     * of TransformerLens', the bundled model, or one of the hub by its name, TransformerLens' or the hub's own, through the hub's ordinary cache and environment variables.
     *
     * @param name such as {@code gpt2-small}, {@code EleutherAI/pythia-70m} or {@code /models/mine}
     * @throws hookworks.lens.hub.HubException where the hub has no such model, or cannot be reached
     * @throws hookworks.lens.weights.WeightsException where the model is of an unknown family, or damaged
     */
    public static HookedTransformer fromPretrained(String name, Device device) {
        return fromPretrained(
                name,
                device,
                HubSettings.from(System.getenv(), Path.of(System.getProperty("user.home"))),
                DownloadProgress.SILENT);
    }

    /** As {@link #fromPretrained(String, Device)}, by settings of one's own, and seen while it downloads. */
    public static HookedTransformer fromPretrained(
            String name, Device device, HubSettings settings, DownloadProgress progress) {
        return PretrainedModels.load(name, device, settings, progress);
    }

    /**
     * The model that comes with the library: two layers, attention only, with shortformer positions, trained by
     * {@code ./hookworks train-toy} to have a clear induction circuit. Also {@code fromPretrained("hookworks-toy")}.
     */
    public static HookedTransformer bundled(Device device) {
        return PretrainedModels.bundled(device);
    }

    /** Gives the model a tokenizer in place of the one that it has; the model owns it from here on. */
    public synchronized void setTokenizer(Tokenizer other) {
        releaseTokenizer();
        tokenizer = new SharedTokenizer(other);
    }

    private synchronized void releaseTokenizer() {
        if (tokenizer != null) {
            tokenizer.release();
            tokenizer = null;
        }
    }

    /**
     * Text to tokens and back.
     *
     * @throws IllegalStateException where the model has no tokenizer
     */
    public synchronized Texts texts() {
        if (tokenizer == null) {
            throw new IllegalStateException("this model has no tokenizer; give it one with setTokenizer");
        }
        return new Texts(tokenizer.get(), config().defaultPrependBos());
    }

    /** What names this model across processes; none where its weights are only here. */
    public Optional<ModelName> name() {
        return name;
    }

    /** Where the weights are and runs compute. */
    public Device device() {
        return manager.getDevice();
    }

    /**
     * Runs the model.
     *
     * @param tokens {@code [batch, pos]} int64, at most {@code n_ctx} positions
     * @return {@code [batch, pos, d_vocab_out]} logits; belongs to the manager of {@code tokens}
     */
    public NDArray forward(NDArray tokens) {
        return forward(ModelInput.of(tokens));
    }

    /**
     * Runs the model, or some layers of it.
     *
     * @return {@code [batch, pos, d_vocab_out]} logits, or where the input says to stop, {@code [batch, pos, d_model]};
     *     belongs to the manager of the input
     */
    public NDArray forward(ModelInput input) {
        return run(input, List.of(), null).logits();
    }

    /**
     * Runs the model for what is asked.
     *
     * @param tokens {@code [batch, pos]} int64
     */
    public RunResult forward(NDArray tokens, ReturnType wanted) {
        return switch (wanted) {
            case LOGITS -> new RunResult(Optional.of(forward(tokens)), Optional.empty());
            case LOSS -> new RunResult(Optional.empty(), Optional.of(loss(tokens)));
            case BOTH -> {
                requirePredictions(tokens);
                NDArray logits = forward(tokens);
                yield new RunResult(Optional.of(logits), Optional.of(Losses.mean(logits, tokens)));
            }
            case NONE -> {
                forward(tokens).close();
                yield new RunResult(Optional.empty(), Optional.empty());
            }
        };
    }

    /**
     * Runs the model up to, not including, a layer, and not the unembedding.
     *
     * @param stopAtLayer from 0 (only the embedding) to {@code n_layers}; or negative, counting from the end
     * @return {@code [batch, pos, d_model]}, the residual stream there; belongs to the manager of {@code tokens}
     */
    public NDArray forwardUntilLayer(NDArray tokens, int stopAtLayer) {
        return forward(ModelInput.of(tokens).stoppingBefore(stopAtLayer));
    }

    /**
     * The mean of {@link #lossPerToken}.
     *
     * @param tokens {@code [batch, pos]} int64, at least two positions
     * @return a scalar, in nats; belongs to the manager of {@code tokens}
     */
    public NDArray loss(NDArray tokens) {
        try (NDArray perToken = lossPerToken(tokens)) {
            return perToken.mean();
        }
    }

    /**
     * How badly each next token is predicted.
     *
     * @param tokens {@code [batch, pos]} int64, at least two positions
     * @return {@code [batch, pos - 1]}, in nats; position {@code p} judges the prediction of token {@code p + 1}.
     *     Belongs to the manager of {@code tokens}
     */
    public NDArray lossPerToken(NDArray tokens) {
        requirePredictions(tokens);
        try (NDArray logits = forward(tokens)) {
            return Losses.perToken(logits, tokens);
        }
    }

    private void requirePredictions(NDArray tokens) {
        if (tokens.getShape().dimension() == 2 && tokens.getShape().get(1) < 2) {
            throw new IllegalArgumentException(
                    "a loss needs at least two positions, got tokens of shape " + tokens.getShape());
        }
        if (config().dVocabOut() < config().dVocab()) {
            throw new IllegalStateException("d_vocab_out=%d and d_vocab=%d: this model does not predict tokens"
                    .formatted(config().dVocabOut(), config().dVocab()));
        }
    }

    /** As {@link #runWithCache(NDArray, HookFilter)}, of every activation. */
    public CachedRun runWithCache(NDArray tokens) {
        return runWithCache(tokens, HookFilter.all());
    }

    /**
     * Runs the model and keeps the activations that the filter asks for, as hooks left them. No tensor is copied
     * unless hooks are on the model.
     *
     * @param tokens {@code [batch, pos]} int64
     * @return belongs to the manager of {@code tokens}; close it to free it earlier
     */
    public CachedRun runWithCache(NDArray tokens, HookFilter filter) {
        return runWithCache(ModelInput.of(tokens), filter);
    }

    /** As {@link #runWithCache(NDArray, HookFilter)}, up to a layer as in {@link #forwardUntilLayer}. */
    public CachedRun runWithCache(NDArray tokens, HookFilter filter, int stopAtLayer) {
        return runWithCache(ModelInput.of(tokens).stoppingBefore(stopAtLayer), filter);
    }

    /** As {@link #runWithCache(NDArray, HookFilter)}, for any input. */
    public CachedRun runWithCache(ModelInput input, HookFilter filter) {
        return run(input, List.of(), filter);
    }

    /**
     * Runs the model with hooks for this run only, after those that are on the model.
     *
     * @return {@code [batch, pos, d_vocab_out]} logits; belongs to the manager of {@code tokens}
     */
    public NDArray runWithHooks(NDArray tokens, List<Hook> extra) {
        return runWithHooks(ModelInput.of(tokens), extra);
    }

    /** As {@link #runWithHooks(NDArray, List)}, for any input. */
    public NDArray runWithHooks(ModelInput input, List<Hook> extra) {
        return run(input, extra, null).logits();
    }

    /**
     * Runs the model and goes back from a scalar of its logits, usually the loss.
     *
     * @param tokens {@code [batch, pos]} int64
     * @return belongs to the manager of {@code tokens}; close it to free it earlier
     */
    public GradientRun runWithGradients(NDArray tokens, GradientRequest request) {
        if (request.objective().isEmpty()) {
            requirePredictions(tokens);
        }
        HookFlags now = flags();
        return new GradientPass(config(), points(), places, weights)
                .run(tokens, request, now, installed().planGradients(request.hooks(), request.activations(), now));
    }

    /**
     * Lets a text go on.
     *
     * @param tokens {@code [batch, pos]} int64
     * @return {@code [batch, pos + new]} int64, the prompt first; belongs to the manager of {@code tokens}
     */
    public NDArray generate(NDArray tokens, GenerationRequest request) {
        return generate(ModelInput.of(tokens), request, fresh -> {});
    }

    /**
     * As {@link #generate(NDArray, GenerationRequest)}, for padded prompts, and seen while it happens.
     *
     * @param prompt tokens, with an attention mask where they are padded at the left
     * @param perStep sees the new token of each text
     */
    public NDArray generate(ModelInput prompt, GenerationRequest request, Consumer<long[]> perStep) {
        return new Generation(this::forward, config().nCtx(), request).run(prompt, perStep);
    }

    /** The model's own weights, biases too: read them, or use them as second operands. */
    public ModelWeights weights() {
        return weights;
    }

    /** Views of the model's weights that belong to {@code viewer}, so that an operation may start with them. */
    public ModelWeights weights(NDManager viewer) {
        return weights.viewedFrom(viewer);
    }

    /** {@code [d_vocab, d_model]}; the model's own. */
    public NDArray wE() {
        return weights.wE();
    }

    /** {@code [n_ctx, d_model]}; the model's own. */
    public NDArray wPos() {
        return weights.wPos();
    }

    /** {@code [layer, head, d_model, d_head]}; the model's own. */
    public NDArray wQ() {
        return weights.wQ();
    }

    /** {@code [layer, head, d_model, d_head]}; the model's own. */
    public NDArray wK() {
        return weights.wK();
    }

    /** {@code [layer, head, d_model, d_head]}; the model's own. */
    public NDArray wV() {
        return weights.wV();
    }

    /** {@code [layer, head, d_head, d_model]}; the model's own. */
    public NDArray wO() {
        return weights.wO();
    }

    /** {@code [d_model, d_vocab_out]}; the model's own. */
    public NDArray wU() {
        return weights.wU();
    }

    /** {@code [d_vocab_out]}; the model's own. */
    public NDArray bU() {
        return weights.bU();
    }

    /** What each head's queries look for, {@code W_Q W_Kᵀ}: {@code [layer, head, d_model, d_model]}; the owner's. */
    public FactoredMatrix qk(NDManager owner) {
        return weights.qk(owner);
    }

    /** What each head moves, {@code W_V W_O}: {@code [layer, head, d_model, d_model]}; the owner's. */
    public FactoredMatrix ov(NDManager owner) {
        return weights.ov(owner);
    }

    /**
     * How much every head composes with every later one: the composition scores of what each writes with what each
     * reads. Zero where the second head is not in a later layer.
     *
     * @return {@code [layer, head, layer, head]}; belongs to {@code owner}
     */
    public NDArray allCompositionScores(Composition through, NDManager owner) {
        return HeadCompositions.of(this, through, owner);
    }

    /** {@code L0H0} and so on, layer by layer. */
    public List<String> allHeadLabels() {
        return IntStream.range(0, config().nLayers() * config().nHeads())
                .mapToObj(number -> "L%dH%d".formatted(number / config().nHeads(), number % config().nHeads()))
                .toList();
    }

    /**
     * The sum of the output biases of all that writes before a layer.
     *
     * @param layer up to its input
     * @param mlpInput whether up to the input of that layer's MLP
     * @param inclMlpBiases whether MLPs' biases count
     * @return {@code [d_model]}; belongs to {@code owner}
     */
    public NDArray accumulatedBias(int layer, boolean mlpInput, boolean inclMlpBiases, NDManager owner) {
        try (var scope = TensorScope.within(owner)) {
            var stacks = new ResidualStacks(this, new ActivationCache(Map.of()));
            return scope.keep(stacks.accumulatedBias(layer, mlpInput, inclMlpBiases, scope));
        }
    }

    /**
     * The direction of the stream that raises each token's logit.
     *
     * @param tokens int64 of any shape
     * @return {@code [..., d_model]}, the columns of {@code W_U}; belongs to the manager of {@code tokens}
     */
    public NDArray tokensToResidualDirections(NDArray tokens) {
        try (var scope = TensorScope.within(tokens.getManager())) {
            NDArray ids = scope.borrow(tokens).toType(DataType.INT64, false).toDevice(device(), false);
            NDArray columns = scope.borrow(wU()).transpose();
            return scope.keep(
                    Embedding.embedding(ids, columns, SparseFormat.DENSE).singletonOrThrow());
        }
    }

    /** How many numbers the weights are, all counted. */
    public long parameterCount() {
        return weights.count();
    }

    /** Frees the weights. Results of earlier runs live on. */
    @Override
    public void close() {
        releaseTokenizer();
        places.close();
        manager.close();
    }

    /** The architecture in one line, then the hook points that a run passes, as a tree. */
    @Override
    public String toString() {
        return "HookedTransformer on %s, %,d parameters, %d hook points: %s%s"
                .formatted(device(), parameterCount(), hookPoints().size(), config(), points().tree(flags()));
    }

    private CachedRun run(ModelInput input, List<Hook> extra, @Nullable HookFilter filter) {
        HookFlags now = flags();
        ForwardPass.Outcome outcome = pass.run(input, now, installed().plan(extra, filter, now));
        return new CachedRun(outcome.output(), new ActivationCache(outcome.stored(), this, true));
    }
}
