package hookworks.lens.factored;

import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.dim.NDIndexAll;
import ai.djl.ndarray.index.dim.NDIndexElement;
import ai.djl.ndarray.index.dim.NDIndexFixed;
import ai.djl.ndarray.index.dim.NDIndexSlice;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** An index into a product, as one into each factor: the leading part for both, rows for A, columns for B. */
record FactoredIndex(NDIndex ofA, NDIndex ofB) {
    static FactoredIndex split(NDIndex index, Shape product) {
        List<NDIndexElement> elements = filled(index, product);
        int leading = product.dimension() - 2;
        NDIndex ofA = new NDIndex();
        NDIndex ofB = new NDIndex();
        for (int axis = 0; axis < leading; axis++) {
            add(ofA, elements.get(axis), product.get(axis), axis);
            add(ofB, elements.get(axis), product.get(axis), axis);
        }
        add(ofA, kept(elements.get(leading), product.get(leading), "row"), product.get(leading), leading);
        ofA.addAllDim();
        ofB.addAllDim();
        long columns = product.get(leading + 1);
        add(ofB, kept(elements.get(leading + 1), columns, "column"), columns, leading + 1);
        return new FactoredIndex(ofA, ofB);
    }

    /** One element for each axis of the product. */
    private static List<NDIndexElement> filled(NDIndex index, Shape product) {
        var elements = new ArrayList<>(index.getIndices());
        int missing = product.dimension() - elements.size();
        if (missing < 0) {
            throw new IllegalArgumentException("an index of %d axes is too long for a factored matrix of shape %s"
                    .formatted(elements.size(), product));
        }
        int at = index.getEllipsisIndex() < 0 ? elements.size() : index.getEllipsisIndex();
        for (int times = 0; times < missing; times++) {
            elements.add(at, new NDIndexAll());
        }
        return elements;
    }

    /** A number becomes a slice of one, so that both factors stay matrices. */
    private static NDIndexElement kept(NDIndexElement element, long size, String axis) {
        if (!(element instanceof NDIndexFixed fixed)) {
            return element;
        }
        long place = fixed.getIndex() < 0 ? fixed.getIndex() + size : fixed.getIndex();
        if (place < 0 || place >= size) {
            throw new IllegalArgumentException("no %s %d: there are %d".formatted(axis, fixed.getIndex(), size));
        }
        return new NDIndexSlice(place, place + 1, 1L);
    }

    private static void add(NDIndex index, NDIndexElement element, long size, int axis) {
        switch (element) {
            case NDIndexAll all -> index.addAllDim();
            case NDIndexFixed fixed -> index.addIndices(fixed.getIndex());
            case NDIndexSlice slice ->
                index.addSliceDim(
                        slice.getMin() == null ? 0 : slice.getMin(),
                        slice.getMax() == null ? size : slice.getMax(),
                        slice.getStep() == null ? 1 : slice.getStep());
            default ->
                throw new IllegalArgumentException(
                        "a factored matrix is indexed by numbers, slices and all, not by %s at axis %d"
                                .formatted(element.getClass().getSimpleName(), axis));
        }
    }
}
