package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.List;

/**
 * What each part of a head's input adds to its queries, or keys, and what an answer would be after each mistake that is
 * recognised.
 *
 * @param input {@code [component, pos, d_model]}
 */
record ProjectedParts(Projection projection, NDArray input, HookedTransformer model, Head head) {

    NDArray right() {
        return tensor(projected(projection, head));
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        for (Projection other : Projection.values()) {
            if (other != projection) {
                mistakes.add(new Mistake(Misconception.WRONG_MATRIX, tensor(projected(other, head))));
            }
        }
        addOtherHeads(mistakes);
        mistakes.add(new Mistake(Misconception.EVERY_HEAD_ANSWERED, everyHead()));
        mistakes.add(new Mistake(Misconception.COMPONENTS_SUMMED, summed()));
        double root = Math.sqrt(projected(projection, head).width());
        mistakes.add(new Mistake(
                Misconception.SCALED_TOO_EARLY,
                tensor(projected(projection, head).scaled(1 / root))));
        addAxes(mistakes);
        return mistakes;
    }

    private void addOtherHeads(List<Mistake> mistakes) {
        for (Head other : Head.ofModel(model.config().nLayers(), model.config().nHeads())) {
            if (!other.equals(head)) {
                var misconception =
                        other.index() == head.index() ? Misconception.OTHER_LAYER : Misconception.OTHER_HEAD;
                mistakes.add(new Mistake(misconception, tensor(projected(projection, other))));
            }
        }
    }

    private void addAxes(List<Mistake> mistakes) {
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right().swapAxes(0, 1)));
        mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, right().swapAxes(1, 2)));
        WeightMatrix matrix = WeightMatrix.ofHead(projection.weights(model, manager()), head);
        if (matrix.height() == matrix.width()) {
            mistakes.add(new Mistake(Misconception.AXIS_SWAPPED, tensor(rows().times(matrix.transposed()))));
        }
    }

    /** {@code [component * pos, d_head]}. */
    private WeightMatrix projected(Projection by, Head of) {
        return rows().times(WeightMatrix.ofHead(by.weights(model, manager()), of));
    }

    private WeightMatrix rows() {
        return WeightMatrix.of(input);
    }

    /** {@code [component, pos, head, d_head]}, of the layer. */
    private NDArray everyHead() {
        int heads = model.config().nHeads();
        int width = model.config().dHead();
        int places = size(0) * size(1);
        var cells = new float[places * heads * width];
        for (int index = 0; index < heads; index++) {
            WeightMatrix ofHead = projected(projection, new Head(head.layer(), index));
            for (int cell = 0; cell < places * width; cell++) {
                int place = cell / width;
                cells[(place * heads + index) * width + cell % width] = (float) ofHead.at(place, cell % width);
            }
        }
        return manager().create(cells, new Shape(size(0), size(1), heads, width));
    }

    /** {@code [pos, d_head]}. */
    private NDArray summed() {
        WeightMatrix parts = projected(projection, head);
        var cells = new float[size(1) * parts.width()];
        for (int cell = 0; cell < parts.height() * parts.width(); cell++) {
            cells[cell % cells.length] += (float) parts.at(cell / parts.width(), cell % parts.width());
        }
        return manager().create(cells, new Shape(size(1), parts.width()));
    }

    private NDArray tensor(WeightMatrix rows) {
        return rows.tensor(manager(), size(0), size(1), rows.width());
    }

    private int size(int axis) {
        return Math.toIntExact(input.getShape().get(axis));
    }

    private NDManager manager() {
        return input.getManager();
    }
}
