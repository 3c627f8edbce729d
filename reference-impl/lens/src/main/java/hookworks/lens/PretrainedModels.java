package hookworks.lens;

import ai.djl.Device;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.hub.DownloadProgress;
import hookworks.lens.hub.HubSettings;
import hookworks.lens.hub.ModelHub;
import hookworks.lens.hub.ModelNames;
import hookworks.lens.hub.WantedFiles;
import hookworks.lens.parameters.ModelName;
import hookworks.lens.parameters.StateDictFile;
import hookworks.lens.pretrained.TransformerLensFolder;
import hookworks.lens.tokens.Tokenizer;
import hookworks.lens.weights.TensorFile;
import hookworks.lens.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds pretrained models by name: the one that comes with the library, a folder, or a repository of the Hugging Face
 * hub through its ordinary cache.
 */
final class PretrainedModels {
    /** The model that needs no download. */
    static final String BUNDLED = "hookworks-toy";

    private static final String MAIN = "main";
    private static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final WantedFiles TOKENIZER_FILES =
            WantedFiles.of(TOKENIZER).andIfPresent("tokenizer_config.json", "special_tokens_map.json");
    private static final List<String> BUNDLED_FILES =
            List.of(CONFIG, "weights.safetensors", TOKENIZER, "tokenizer_config.json");
    private static final List<String> STATE_DICTS =
            List.of("weights.safetensors", "state_dict.safetensors", "state_dict.pt", "state_dict.pth");

    private PretrainedModels() {}

    static HookedTransformer load(String name, Device device, HubSettings settings, DownloadProgress progress) {
        if (name.equals(BUNDLED)) {
            return bundled(device);
        }
        Path folder = Path.of(name);
        if (Files.isRegularFile(folder.resolve(CONFIG))) {
            return fromFolder(folder, device);
        }
        try (ModelHub hub = ModelHub.open(settings, progress)) {
            Path snapshot = hub.modelSnapshot(ModelNames.repoOf(name), MAIN);
            return TransformerLensFolder.isOne(snapshot)
                    ? fromTransformerLens(snapshot, hub, device)
                    : fromFolder(snapshot, device);
        }
    }

    /** The tokenizer of such a model is in a repository of its own. */
    private static HookedTransformer fromTransformerLens(Path snapshot, ModelHub hub, Device device) {
        try (TransformerLensFolder opened = TransformerLensFolder.open(snapshot)) {
            Path tokenizer = opened.tokenizerName()
                    .map(repo -> hub.snapshot(repo, MAIN, TOKENIZER_FILES))
                    .orElse(snapshot);
            return withTokenizer(
                    tokenizer, () -> new HookedTransformer(opened.config(), Optional.empty(), device, opened::read));
        }
    }

    /** The model that comes with the library; its files are unpacked while it loads. */
    static HookedTransformer bundled(Device device) {
        try {
            Path folder = Files.createTempDirectory("hookworks-toy-");
            try {
                for (String file : BUNDLED_FILES) {
                    try (InputStream packed = bundledFile(file)) {
                        Files.copy(packed, folder.resolve(file));
                    }
                }
                return withTokenizer(folder, () -> fromStateDict(folder, Optional.of(new ModelName.Bundled()), device));
            } finally {
                for (String file : BUNDLED_FILES) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the bundled model into the temporary folder", e);
        }
    }

    private static InputStream bundledFile(String name) throws IOException {
        InputStream file = PretrainedModels.class.getResourceAsStream("bundled/" + name);
        if (file == null) {
            throw new IOException("the library was built without its bundled model's " + name);
        }
        return file;
    }

    /** A model in Hugging Face layout or with a state dict of TransformerLens', with its tokenizer where there is one. */
    static HookedTransformer fromFolder(Path folder, Device device) {
        return withTokenizer(
                folder,
                () -> isTransformerLens(folder)
                        ? fromStateDict(folder, Optional.empty(), device)
                        : HookedTransformer.fromPretrainedFolder(folder, device));
    }

    private static HookedTransformer withTokenizer(Path folder, Supplier<HookedTransformer> loading) {
        HookedTransformer model = loading.get();
        if (Files.exists(folder.resolve(TOKENIZER))) {
            try {
                model.setTokenizer(Tokenizer.open(folder));
            } catch (RuntimeException e) {
                model.close();
                throw e;
            }
        }
        return model;
    }

    private static boolean isTransformerLens(Path folder) {
        return STATE_DICTS.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    private static HookedTransformer fromStateDict(Path folder, Optional<ModelName> name, Device device) {
        Path config = folder.resolve(CONFIG);
        Path weights = STATE_DICTS.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        try {
            String fields = new JsonMapper().readTree(config.toFile()).toString();
            var parsed = HookedTransformerConfig.fromJson(fields);
            try (TensorFile file = TensorFile.open(weights)) {
                return new HookedTransformer(
                        parsed, name, device, (temporary, sink) -> StateDictFile.read(parsed, file, temporary, sink));
            }
        } catch (IOException e) {
            throw new WeightsException("cannot read the config '%s': %s".formatted(config, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    "'%s' describes no model that can run here: %s".formatted(config, e.getMessage()), e);
        }
    }
}
