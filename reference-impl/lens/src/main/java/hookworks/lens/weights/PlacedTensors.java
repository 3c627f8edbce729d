package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The checked tensors of one open file. */
final class PlacedTensors implements AutoCloseable {
    private final FileBytes file;
    private final ByteOrder order;
    private final SequencedMap<String, PlacedTensor> placed;
    private final SequencedMap<String, TensorEntry> entries;

    /** Owns {@code file} from now on. */
    PlacedTensors(FileBytes file, ByteOrder order, SequencedMap<String, PlacedTensor> placed) {
        this.file = file;
        this.order = order;
        this.placed = placed;
        var found = new LinkedHashMap<String, TensorEntry>();
        placed.forEach((name, tensor) -> found.put(name, tensor.entry()));
        this.entries = Collections.unmodifiableSequencedMap(found);
    }

    SequencedMap<String, TensorEntry> entries() {
        return entries;
    }

    NDArray read(String name, NDManager manager) {
        PlacedTensor tensor = placed.get(name);
        if (tensor == null) {
            throw new WeightsException("'%s' has no tensor %s".formatted(file.path(), Quoted.of(name)));
        }
        try {
            return file.tensor(tensor.begin(), order, tensor.view(), manager);
        } catch (IOException e) {
            throw new WeightsException("cannot read %s of '%s': %s".formatted(Quoted.of(name), file.path(), e), e);
        } catch (WeightsException e) {
            throw new WeightsException(
                    "cannot read %s of '%s': %s".formatted(Quoted.of(name), file.path(), e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return file.path().toString();
    }
}
