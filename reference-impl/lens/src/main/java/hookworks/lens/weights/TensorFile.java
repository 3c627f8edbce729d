package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.SequencedMap;

/**
 * Named tensors in an open file, wherever they come from. Everything that the file says is checked when it is opened;
 * every complaint names the file. The file must not change while it is open. Confined to one thread.
 */
public sealed interface TensorFile extends AutoCloseable permits SafetensorsFile, ShardedSafetensors, TorchFile {
    /**
     * Opens a file by its name, or by its first bytes where the name says nothing; or a folder as Hugging Face lays it
     * out: with {@code model.safetensors.index.json}, {@code model.safetensors} or {@code pytorch_model.bin}.
     *
     * @throws WeightsException where nothing readable is there, or it is not what it claims
     */
    static TensorFile open(Path path) {
        return TensorFileKind.of(path).open();
    }

    /** The tensors in the file's own order; unmodifiable. */
    SequencedMap<String, TensorEntry> tensors();

    /**
     * Copies one tensor out of the file.
     *
     * @return of the entry's shape, in {@link TensorEntry#readAs}; belongs to {@code manager}
     * @throws WeightsException where there is no such tensor, or it has 2 GiB or more
     */
    NDArray read(String name, NDManager manager);

    /** Closes the file. Tensors that were read live on. */
    @Override
    void close();
}
