package hookworks.lens.train;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains a toy model: learns a vocabulary, then weights, and writes both with a record of how it went. What it writes
 * depends on the recipe, the corpus, the engine and its number of threads, and on nothing else.
 */
public final class ToyTraining {
    private static final int HISTORY_POINTS = 200;
    private static final int POINTS_PER_CHECKPOINT = 10;

    private final ToyRecipe recipe;
    private final Path out;
    private final TrainingProgress progress;

    private ToyTraining(ToyRecipe recipe, Path out, TrainingProgress progress) {
        this.recipe = recipe;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Trains, from the last checkpoint in {@code out} if there is one, and leaves there {@code weights.safetensors},
     * {@code config.json}, {@code tokenizer.json}, {@code tokenizer_config.json} and {@code training.json}.
     *
     * @param corpus a folder as {@link Corpus#read} wants it
     * @param out a folder, made if need be
     * @throws TrainingException where the corpus is unusable, the loss is no longer finite, or nothing can be written
     */
    public static TrainedToy run(ToyRecipe recipe, Path corpus, Path out, TrainingProgress progress) {
        Corpus text = Corpus.read(corpus);
        BytePairs pairs = BpeTrainer.train(text.learned(), recipe.size().dVocab());
        var tokens = new IntList();
        text.learned().forEach(each -> tokens.addAll(pairs.encode(each)));
        var batches =
                new Batches(tokens.toArray(), pairs.special(), recipe.size().nCtx(), recipe.seed());
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new TrainingException("cannot make the folder '%s': %s".formatted(out, e), e);
        }
        LossHistory history = new ToyTraining(recipe, out, progress).train(batches);
        TokenizerFiles.write(pairs, recipe.size().nCtx(), out);
        Checkpoint.delete(out);
        return new TrainedToy(recipe, pairs, text, history);
    }

    private LossHistory train(Batches batches) {
        try (NDManager manager = NDManager.newBaseManager();
                NDManager loading = manager.newSubManager()) {
            Optional<Checkpoint> last = Checkpoint.read(out, recipe, loading);
            try (TrainingRun run = begin(batches, last, manager)) {
                LossHistory history = train(run, last);
                TrainedFiles.write(recipe, run.weights(), history, out);
                return history;
            }
        }
    }

    private TrainingRun begin(Batches batches, Optional<Checkpoint> last, NDManager manager) {
        TrainedWeights weights = last.map(saved -> TrainedWeights.restored(recipe, manager, saved.tensors()))
                .orElseGet(() -> TrainedWeights.drawn(recipe, manager));
        AdamW optimizer = last.map(saved -> AdamW.restored(recipe.descent(), weights, manager, saved.tensors()))
                .orElseGet(() -> AdamW.fresh(recipe.descent(), weights, manager));
        return new TrainingRun(recipe, batches, weights, optimizer, manager);
    }

    private LossHistory train(TrainingRun run, Optional<Checkpoint> last) {
        LossHistory history = last.map(Checkpoint::history).orElseGet(() -> new LossHistory(List.of()));
        int perPoint = Math.max(1, recipe.steps() / HISTORY_POINTS);
        var probe = new CircuitProbe(recipe, out);
        var stretch = new ArrayList<StepReport>();
        for (int step = last.map(Checkpoint::step).orElse(0); step < recipe.steps(); step++) {
            StepReport report = run.step(step);
            progress.stepped(report);
            stretch.add(report);
            int done = step + 1;
            if (done % perPoint == 0 || done == recipe.steps()) {
                history = history.with(stretch, probe.look(run.weights()));
                stretch.clear();
            }
            if (done % (perPoint * POINTS_PER_CHECKPOINT) == 0) {
                Checkpoint.write(out, done, history, run, recipe);
            }
        }
        return history;
    }
}
