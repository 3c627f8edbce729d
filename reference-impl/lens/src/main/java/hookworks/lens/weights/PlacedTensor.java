package hookworks.lens.weights;

/**
 * A tensor and where its bytes are.
 *
 * @param begin the byte of the file from which the view's offset counts
 */
record PlacedTensor(long begin, StridedView view) {
    TensorEntry entry() {
        return new TensorEntry(view.type().stored(), view.type().read(), view.shape());
    }
}
