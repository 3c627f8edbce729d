package hookworks.server.cli;

import hookworks.lens.Devices;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hub.HubException;
import hookworks.lens.tokens.Bos;
import hookworks.lens.tokens.TokenizerException;
import hookworks.lens.train.Corpus;
import hookworks.lens.train.HeldOut;
import hookworks.lens.train.ModelCard;
import hookworks.lens.train.TrainingException;
import hookworks.lens.weights.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what a two-layer model does. */
@Command(
        name = "model-card",
        mixinStandardHelpOptions = true,
        description =
                "Measures what the bundled model does, or another one of two layers: which heads do what, and how well.")
final class ModelCardCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "hookworks-toy",
            description = "a folder, or a name that the hub knows; ${DEFAULT-VALUE} unless told otherwise")
    private String model = "hookworks-toy";

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "the text of the training, whose held-out end is measured in bits per byte")
    private @Nullable Path corpus;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the measured facts there")
    private @Nullable Path json;

    private final DeviceSetting device;

    ModelCardCommand(DeviceSetting device) {
        this.device = device;
    }

    @Override
    public void run() {
        try (HookedTransformer loaded = HookedTransformer.fromPretrained(model, Devices.choose(device.value()))) {
            ModelCard card = measured(loaded);
            card.toLines().forEach(line -> spec.commandLine().getOut().println(line));
            spec.commandLine().getOut().flush();
            if (json != null) {
                write(card, json);
            }
        } catch (HubException
                | WeightsException
                | TokenizerException
                | TrainingException
                | IllegalArgumentException e) {
            throw new CannotRun("cannot measure '%s': %s".formatted(model, e.getMessage()), e);
        }
    }

    private ModelCard measured(HookedTransformer loaded) {
        var tokenizer = loaded.texts().tokenizer();
        int special = Math.toIntExact(tokenizer.bosTokenId());
        if (corpus == null) {
            return ModelCard.of(loaded, special, null);
        }
        List<String> texts = Corpus.read(corpus).heldOut();
        long bytes = texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        int[] tokens = texts.stream()
                .flatMapToLong(text -> Arrays.stream(tokenizer.toTokens(text, Bos.NONE)))
                .mapToInt(Math::toIntExact)
                .toArray();
        return ModelCard.of(loaded, special, HeldOut.of(tokens, bytes));
    }

    private static void write(ModelCard card, Path file) {
        try {
            Files.writeString(file, card.toJson() + "\n");
        } catch (IOException e) {
            throw new CannotRun("cannot write the model card to '%s': %s".formatted(file, e), e);
        }
    }
}
