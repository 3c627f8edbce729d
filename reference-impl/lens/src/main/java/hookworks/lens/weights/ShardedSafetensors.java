package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Safetensors files that an index joins into one, as Hugging Face splits large models. */
public final class ShardedSafetensors implements TensorFile {
    private static final String INDEX = "model.safetensors.index.json";

    private final Path index;
    private final Map<String, SafetensorsFile> shards;
    private final SequencedMap<String, String> shardOf;
    private final SequencedMap<String, TensorEntry> entries;

    /** Owns the shards from now on. */
    private ShardedSafetensors(Path index, Map<String, SafetensorsFile> shards, SequencedMap<String, String> shardOf) {
        this.index = index;
        this.shards = shards;
        this.shardOf = shardOf;
        var found = new LinkedHashMap<String, TensorEntry>();
        shardOf.forEach((name, shard) -> found.put(name, entry(name, shard)));
        this.entries = Collections.unmodifiableSequencedMap(found);
    }

    /**
     * Opens an index, or the one in a folder, and all its shards, each of which must lie in the index's folder.
     *
     * @throws WeightsException where the index or a shard is missing, damaged, or lacks what the index says of it
     */
    public static ShardedSafetensors open(Path indexOrFolder) {
        Path index = Files.isDirectory(indexOrFolder) ? indexOrFolder.resolve(INDEX) : indexOrFolder;
        ShardIndex read = ShardIndex.read(index);
        var shards = new LinkedHashMap<String, SafetensorsFile>();
        try {
            read.shards().forEach((name, path) -> shards.put(name, SafetensorsFile.open(path)));
            return new ShardedSafetensors(index, shards, read.shardOf());
        } catch (WeightsException e) {
            shards.values().forEach(SafetensorsFile::close);
            throw WeightsException.unreadable(index, e);
        }
    }

    private TensorEntry entry(String name, String shard) {
        TensorEntry entry = open(shard).tensors().get(name);
        if (entry == null) {
            throw new WeightsException(
                    "it places the tensor %s in %s, which has no such tensor; are both from one model?"
                            .formatted(Quoted.of(name), Quoted.of(shard)));
        }
        return entry;
    }

    private SafetensorsFile open(String shard) {
        SafetensorsFile open = shards.get(shard);
        if (open == null) {
            throw new IllegalStateException("shard %s is not open".formatted(shard));
        }
        return open;
    }

    @Override
    public SequencedMap<String, TensorEntry> tensors() {
        return entries;
    }

    @Override
    public NDArray read(String name, NDManager manager) {
        String shard = shardOf.get(name);
        if (shard == null) {
            throw new WeightsException("'%s' has no tensor %s".formatted(index, Quoted.of(name)));
        }
        return open(shard).read(name, manager);
    }

    @Override
    public void close() {
        shards.values().forEach(SafetensorsFile::close);
    }

    @Override
    public String toString() {
        return index.toString();
    }
}
