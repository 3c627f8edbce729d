package hookworks.lens.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Which shard holds which tensor.
 *
 * @param shardOf the shard's name by the tensor's, in the index's order
 * @param shards the shard's file by its name, each within the index's folder
 */
record ShardIndex(SequencedMap<String, String> shardOf, SequencedMap<String, Path> shards) {
    private static final int MAX_BYTES = 64 << 20;

    /** Each is an open file. */
    private static final int MAX_SHARDS = 1024;

    ShardIndex {
        shardOf = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(shardOf));
        shards = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(shards));
    }

    static ShardIndex read(Path index) {
        try (FileBytes file = FileBytes.open(index)) {
            if (file.size() > MAX_BYTES) {
                throw new WeightsException(
                        "it has %d bytes, more than the %d of any index".formatted(file.size(), MAX_BYTES));
            }
            JsonNode weights =
                    StrictJson.object(file.bytes(0, (int) file.size()), "it").path("weight_map");
            if (!weights.isObject() || weights.isEmpty()) {
                throw new WeightsException("it has no weight_map");
            }
            return parse(weights, index.resolveSibling("").toAbsolutePath());
        } catch (IOException e) {
            throw WeightsException.unreadable(index, e);
        } catch (WeightsException e) {
            throw WeightsException.unreadable(index, e);
        }
    }

    private static ShardIndex parse(JsonNode weights, Path folder) throws IOException {
        var shardOf = new LinkedHashMap<String, String>();
        var shards = new LinkedHashMap<String, Path>();
        for (Map.Entry<String, JsonNode> weight : weights.properties()) {
            if (!weight.getValue().isTextual()) {
                throw new WeightsException("it places the tensor %s in %s, which is no file name"
                        .formatted(Quoted.of(weight.getKey()), weight.getValue()));
            }
            String shard = weight.getValue().textValue();
            shardOf.put(weight.getKey(), shard);
            if (!shards.containsKey(shard)) {
                shards.put(shard, within(folder, shard));
            }
            if (shards.size() > MAX_SHARDS) {
                throw new WeightsException("it names more than %d shards".formatted(MAX_SHARDS));
            }
        }
        return new ShardIndex(shardOf, shards);
    }

    /** An index is as trusted as its folder, and must not read elsewhere. */
    private static Path within(Path folder, String shard) throws IOException {
        Path path;
        try {
            path = folder.resolve(shard);
        } catch (InvalidPathException e) {
            throw new WeightsException("it names the shard %s, which is no path".formatted(Quoted.of(shard)), e);
        }
        if (shard.isEmpty() || !path.normalize().startsWith(folder.normalize()) || shard.contains("..")) {
            throw new WeightsException("it names the shard %s, which is not in its folder".formatted(Quoted.of(shard)));
        }
        if (!Files.exists(path)) {
            throw new WeightsException(
                    "it names the shard %s, which is missing; fetch the model again, or copy the shard to '%s'"
                            .formatted(Quoted.of(shard), folder));
        }
        if (!isWithinReach(path.toRealPath(), folder.toRealPath())) {
            throw new WeightsException("the shard %s is a link to '%s', outside its folder; copy the file instead"
                    .formatted(Quoted.of(shard), path.toRealPath()));
        }
        return path;
    }

    /** The hub's cache keeps a snapshot's files as links into the folder {@code blobs} of the same repository. */
    private static boolean isWithinReach(Path file, Path folder) {
        Path snapshots = folder.getParent();
        return file.startsWith(folder)
                || (snapshots != null
                        && snapshots.endsWith("snapshots")
                        && file.startsWith(snapshots.resolveSibling("blobs")));
    }
}
