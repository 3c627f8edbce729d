package hookworks.lens.forward;

/** Which blocks a run passes, from {@code first} up to, not including, {@code end}, and whether it unembeds then. */
record LayerRange(int first, int end, boolean unembeds) {
    static LayerRange of(ModelInput input, int nLayers) {
        int first = input.startAtLayer().isPresent()
                ? layer("start", input.startAtLayer().getAsInt(), nLayers)
                : 0;
        if (input.stopAtLayer().isEmpty()) {
            return new LayerRange(first, nLayers, true);
        }
        int end = layer("stop", input.stopAtLayer().getAsInt(), nLayers);
        if (end < first) {
            throw new IllegalArgumentException(
                    "cannot start at layer %d and stop before layer %d: that is further back".formatted(first, end));
        }
        return new LayerRange(first, end, false);
    }

    /** A layer, counted from the end where negative. */
    private static int layer(String verb, int layer, int nLayers) {
        int counted = layer < 0 ? nLayers + layer : layer;
        if (counted < 0 || counted > nLayers) {
            throw new IllegalArgumentException(
                    "cannot %s at layer %d: the model has %d layers".formatted(verb, layer, nLayers));
        }
        return counted;
    }
}
