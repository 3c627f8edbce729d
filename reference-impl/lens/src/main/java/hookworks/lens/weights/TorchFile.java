package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SequencedMap;

/**
 * An open torch checkpoint, as {@code torch.save} has written it since version 1.6: a state dict, or a dict in which one
 * is the only thing with tensors. Its pickle is read as data and runs nothing; the sums that zip keeps of each member
 * are not compared, since torch may leave them out. Strided tensors are read row by row.
 */
public final class TorchFile implements TensorFile {
    private final PlacedTensors tensors;

    private TorchFile(PlacedTensors tensors) {
        this.tensors = tensors;
    }

    /**
     * Opens a checkpoint and checks everything in it but the tensors' values.
     *
     * @throws WeightsException where the file cannot be read, is not what it claims, or asks for more than tensors
     */
    public static TorchFile open(Path path) {
        return FileBytes.reading(path, TorchFile::read);
    }

    private static TorchFile read(FileBytes file) throws IOException {
        TorchArchive archive = TorchArchive.of(file);
        PickleValue checkpoint = PickleMachine.read(archive.pickle());
        SequencedMap<String, PlacedTensor> placed = archive.place(StateDictSearch.tensors(checkpoint));
        return new TorchFile(new PlacedTensors(file, archive.order(), placed));
    }

    @Override
    public SequencedMap<String, TensorEntry> tensors() {
        return tensors.entries();
    }

    @Override
    public NDArray read(String name, NDManager manager) {
        return tensors.read(name, manager);
    }

    @Override
    public void close() {
        tensors.close();
    }

    @Override
    public String toString() {
        return tensors.toString();
    }
}
