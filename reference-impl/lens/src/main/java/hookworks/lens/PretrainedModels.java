package hookworks.lens;

import ai.djl.Device;
import hookworks.lens.hub.DownloadProgress;
import hookworks.lens.hub.HubSettings;
import hookworks.lens.hub.ModelHub;
import hookworks.lens.hub.ModelNames;
import hookworks.lens.tokens.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds pretrained models by name: a folder, or a repository of the Hugging Face hub through its ordinary cache. */
final class PretrainedModels {
    private static final String MAIN = "main";

    private PretrainedModels() {}

    static HookedTransformer load(String name, Device device, HubSettings settings, DownloadProgress progress) {
        Path folder = Path.of(name);
        if (Files.isRegularFile(folder.resolve("config.json"))) {
            return fromFolder(folder, device);
        }
        try (ModelHub hub = ModelHub.open(settings, progress)) {
            return fromFolder(hub.modelSnapshot(ModelNames.repoOf(name), MAIN), device);
        }
    }

    /** A model with its tokenizer, where the folder has one. */
    static HookedTransformer fromFolder(Path folder, Device device) {
        HookedTransformer model = HookedTransformer.fromPretrainedFolder(folder, device);
        if (Files.exists(folder.resolve("tokenizer.json"))) {
            try {
                model.setTokenizer(Tokenizer.open(folder));
            } catch (RuntimeException e) {
                model.close();
                throw e;
            }
        }
        return model;
    }
}
