package hookworks.lens.weights;

import java.util.Optional;

/** The closed list of names that a state dict may ask for. None is looked up, loaded or run. */
sealed interface TorchGlobal {
    String pythonName();

    /** Finds a name on the list. */
    static Optional<TorchGlobal> named(String module, String name) {
        String whole = module + "." + name;
        for (Callable callable : Callable.values()) {
            if (callable.pythonName.equals(whole)) {
                return Optional.of(callable);
            }
        }
        return module.equals("torch")
                ? StoredType.ofTorchStorage(name).map(type -> new StorageClass(type, whole))
                : Optional.empty();
    }

    /** What may be called; {@link TorchObjects} says what comes of it. */
    enum Callable implements TorchGlobal {
        ORDERED_DICT("collections.OrderedDict"),
        REBUILD_TENSOR("torch._utils._rebuild_tensor_v2"),
        REBUILD_PARAMETER("torch._utils._rebuild_parameter");

        private final String pythonName;

        Callable(String pythonName) {
            this.pythonName = pythonName;
        }

        @Override
        public String pythonName() {
            return pythonName;
        }
    }

    /** A class that names an element type and cannot be called. */
    record StorageClass(StoredType type, String pythonName) implements TorchGlobal {}
}
