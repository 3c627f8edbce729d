package hookworks.lens.weights;

import ai.djl.ndarray.types.Shape;
import hookworks.lens.weights.PickleValue.Dict;
import hookworks.lens.weights.PickleValue.Items;
import hookworks.lens.weights.PickleValue.Known;
import hookworks.lens.weights.PickleValue.None;
import hookworks.lens.weights.PickleValue.Storage;
import hookworks.lens.weights.PickleValue.Tensor;
import hookworks.lens.weights.PickleValue.Text;
import hookworks.lens.weights.PickleValue.Whole;
import java.util.ArrayList;
import java.util.List;

/** What a pickle's calls come to: each of the few that are known is computed here, from its checked arguments. */
final class TorchObjects {
    private static final int TENSOR_ARGUMENTS = 6;
    private static final int PARAMETER_ARGUMENTS = 3;
    private static final int STORAGE_PARTS = 5;

    private TorchObjects() {}

    /** The opcode REDUCE. */
    static PickleValue call(PickleValue callee, PickleValue arguments) {
        if (!(callee instanceof Known(TorchGlobal.Callable callable))) {
            throw new WeightsException("it calls %s, which a state dict never does".formatted(callee.describe()));
        }
        if (!(arguments instanceof Items tuple) || !tuple.isTuple()) {
            throw new WeightsException("it calls %s with %s instead of a tuple of arguments"
                    .formatted(callable.pythonName(), arguments.describe()));
        }
        return switch (callable) {
            case ORDERED_DICT -> orderedDict(tuple.parts());
            case REBUILD_TENSOR -> tensor(tuple.parts());
            case REBUILD_PARAMETER -> parameter(tuple.parts());
        };
    }

    private static Dict orderedDict(List<PickleValue> arguments) {
        if (!arguments.isEmpty()) {
            throw wrongArguments(TorchGlobal.Callable.ORDERED_DICT, arguments);
        }
        return new Dict(true);
    }

    /** Arguments: storage, offset, sizes, strides, whether it learns, its hooks, and from torch 2 what it is flagged. */
    private static Tensor tensor(List<PickleValue> arguments) {
        if (arguments.size() >= TENSOR_ARGUMENTS
                && arguments.size() <= TENSOR_ARGUMENTS + 1
                && arguments.get(0) instanceof Storage storage
                && arguments.get(1) instanceof Whole(long offset)
                && isUnflagged(arguments)) {
            Shape shape = StridedView.shape(wholes(arguments.get(2)));
            var view = new StridedView(storage.type(), shape, wholes(arguments.get(3)), offset);
            view.requireWithin(storage.elements());
            return new Tensor(storage, view);
        }
        throw wrongArguments(TorchGlobal.Callable.REBUILD_TENSOR, arguments);
    }

    /** Flags change what the bytes mean, such as negated, and no weight has one. */
    private static boolean isUnflagged(List<PickleValue> arguments) {
        return arguments.size() == TENSOR_ARGUMENTS
                || arguments.getLast() instanceof None
                || (arguments.getLast() instanceof Dict flags && flags.entries().isEmpty());
    }

    private static List<Long> wholes(PickleValue tuple) {
        if (!(tuple instanceof Items items) || !items.isTuple()) {
            throw new WeightsException("a tensor's sizes and strides must be tuples, but one is " + tuple.describe());
        }
        var wholes = new ArrayList<Long>();
        for (PickleValue part : items.parts()) {
            if (!(part instanceof Whole(long value))) {
                throw new WeightsException(
                        "a tensor's sizes and strides must be whole numbers, but one is " + part.describe());
            }
            wholes.add(value);
        }
        return wholes;
    }

    private static Tensor parameter(List<PickleValue> arguments) {
        if (arguments.size() == PARAMETER_ARGUMENTS && arguments.getFirst() instanceof Tensor tensor) {
            return tensor;
        }
        throw wrongArguments(TorchGlobal.Callable.REBUILD_PARAMETER, arguments);
    }

    private static WeightsException wrongArguments(TorchGlobal called, List<PickleValue> arguments) {
        return new WeightsException("it calls %s with %s, which torch never does"
                .formatted(
                        called.pythonName(),
                        arguments.stream().map(PickleValue::describe).toList()));
    }

    /** The opcode BINPERSID: {@code ("storage", class, key, device, elements)}. The device is where it was, not is. */
    static Storage persistent(PickleValue id) {
        if (id instanceof Items tuple && tuple.parts().size() == STORAGE_PARTS) {
            List<PickleValue> parts = tuple.parts();
            if (parts.get(0) instanceof Text(String kind)
                    && kind.equals("storage")
                    && parts.get(1) instanceof Known(TorchGlobal.StorageClass storage)
                    && parts.get(2) instanceof Text(String key)
                    && parts.get(4) instanceof Whole(long elements)
                    && elements >= 0) {
                return new Storage(storage.type(), key, elements);
            }
        }
        throw new WeightsException(
                "it refers to %s outside the pickle; torch refers to storages alone".formatted(id.describe()));
    }
}
