package hookworks.lens.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which files make a model that can be loaded: its configuration, its weights in safetensors, its tokenizer. */
final class ModelFiles {
    private static final String CONFIG = "config.json";
    private static final String WHOLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    /** How models that were trained with TransformerLens are published. */
    private static final String LAST_STATE_DICT = "final.pth";

    private static final long MAX_INDEX_BYTES = 64L << 20;
    private static final List<String> OTHER_WEIGHTS = List.of(".bin", ".pt", ".pth", ".h5", ".msgpack", ".gguf");
    private static final JsonMapper JSON = new JsonMapper();

    private ModelFiles() {}

    /** Brings them all. Sharded weights are named by an index, which comes first. */
    static Path bring(Snapshot snapshot, RepoId repo) {
        if (snapshot.names().contains(WHOLE)) {
            return snapshot.bring(with(Set.of(WHOLE)));
        }
        if (snapshot.names().contains(INDEX)) {
            Path folder = snapshot.bring(WantedFiles.of(INDEX));
            return snapshot.bring(with(shards(folder.resolve(INDEX))));
        }
        Optional<String> stateDict = snapshot.names().stream()
                .filter(name -> name.endsWith(LAST_STATE_DICT))
                .findFirst();
        if (stateDict.isPresent()) {
            return snapshot.bring(with(Set.of(stateDict.get())));
        }
        throw snapshot.isFromHub() ? noSafetensors(snapshot, repo) : snapshot.lacks(List.of(WHOLE));
    }

    private static WantedFiles with(Set<String> weights) {
        var required = new TreeSet<>(weights);
        required.add(CONFIG);
        return new WantedFiles(required, name -> false)
                .andIfPresent(
                        "tokenizer.json",
                        "tokenizer_config.json",
                        "special_tokens_map.json",
                        "tokenizer.model",
                        "vocab.json",
                        "merges.txt",
                        "generation_config.json");
    }

    /** Names that the repository does not list are refused when they are asked for. */
    private static Set<String> shards(Path index) {
        var shards = new TreeSet<String>();
        for (JsonNode shard : weightMap(index)) {
            shards.add(shard.asText());
        }
        if (shards.isEmpty()) {
            throw new HubException(
                    Kind.UNTRUSTED,
                    "'%s' names no shard in 'weight_map'\nthe repository is damaged; choose another".formatted(index));
        }
        shards.add(INDEX);
        return shards;
    }

    private static JsonNode weightMap(Path index) {
        try {
            if (Files.size(index) > MAX_INDEX_BYTES) {
                throw new HubException(
                        Kind.TOO_LARGE,
                        "'%s' has more than %d bytes, the limit for an index\nchoose another repository"
                                .formatted(index, MAX_INDEX_BYTES));
            }
            return JSON.readTree(index.toFile()).path("weight_map");
        } catch (IOException e) {
            throw new HubException(
                    Kind.UNTRUSTED,
                    "cannot read the index '%s': %s\nthe repository is damaged; choose another".formatted(index, e),
                    e);
        }
    }

    private static HubException noSafetensors(Snapshot snapshot, RepoId repo) {
        List<String> others = snapshot.names().stream()
                .filter(name -> OTHER_WEIGHTS.stream().anyMatch(name::endsWith))
                .toList();
        if (others.isEmpty()) {
            return snapshot.lacks(List.of(WHOLE, INDEX));
        }
        return new HubException(
                Kind.NO_SAFETENSORS,
                "'%s' has no '%s'; its weights come as %s only\nchoose a repository or revision with safetensors, or convert them once"
                        .formatted(repo, WHOLE, others));
    }
}
