package hookworks.lens.weights;

import java.util.Optional;

/** The closed list of names that a state dict may ask for. None is looked up, loaded or run. */
sealed interface TorchGlobal {
    String pythonName();

    /** Finds a name on the list. */
    static Optional<TorchGlobal> named(String module, String name) {
        for (Callable callable : Callable.values()) {
            if (callable.module.equals(module) && callable.name.equals(name)) {
                return Optional.of(callable);
            }
        }
        return module.equals(StorageClass.MODULE)
                ? StoredType.ofTorchStorage(name).map(type -> new StorageClass(type, name))
                : Optional.empty();
    }

    /** What may be called; {@link TorchObjects} says what comes of it. */
    enum Callable implements TorchGlobal {
        ORDERED_DICT("collections", "OrderedDict"),
        REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2"),
        REBUILD_PARAMETER("torch._utils", "_rebuild_parameter");

        private final String module;
        private final String name;

        Callable(String module, String name) {
            this.module = module;
            this.name = name;
        }

        @Override
        public String pythonName() {
            return module + "." + name;
        }
    }

    /** A class that names an element type and cannot be called. */
    record StorageClass(StoredType type, String name) implements TorchGlobal {
        static final String MODULE = "torch";

        @Override
        public String pythonName() {
            return MODULE + "." + name;
        }
    }
}
