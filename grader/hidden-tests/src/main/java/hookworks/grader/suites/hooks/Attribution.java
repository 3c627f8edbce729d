package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The logit attribution of a stream, in plain loops; also after each known mistake. */
final class Attribution {
    private final NDManager manager;
    private final PlantedStream stream;
    private final int rows;
    private final int layers;
    private final int heads;

    /** One cell of an answer. */
    @FunctionalInterface
    private interface Cell {
        double at(int pos, int component);
    }

    Attribution(NDManager manager, PlantedStream stream) {
        this.manager = manager;
        this.stream = stream;
        this.rows = stream.size().length() - 1;
        this.layers = stream.size().layers();
        this.heads = stream.size().heads();
    }

    NDArray right() {
        return table(rows, components(), this::right);
    }

    private double right(int pos, int component) {
        return stream.toLogit(component, pos, next(pos));
    }

    private long next(int pos) {
        return stream.tokens()[(pos + 1) % stream.tokens().length];
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        mistakes.add(mistake(
                Misconception.NEXT_TOKEN_SHIFT,
                (pos, component) -> stream.toLogit(component, pos, stream.tokens()[pos])));
        mistakes.add(mistake(
                Misconception.NEXT_TOKEN_SHIFT, (pos, component) -> stream.toLogit(component, pos + 1, next(pos))));
        mistakes.add(mistake(
                Misconception.NEXT_TOKEN_SHIFT,
                (pos, component) -> stream.toLogit(component, pos + 1, stream.tokens()[pos])));
        mistakes.add(new Mistake(
                Misconception.NEXT_TOKEN_SHIFT,
                table(
                        rows + 1,
                        components(),
                        (pos, component) -> stream.toLogit(component, pos, stream.tokens()[pos]))));
        mistakes.add(new Mistake(Misconception.BOS_COUNTED, table(rows + 1, components(), this::right)));
        mistakes.addAll(reordered());
        mistakes.addAll(addedUp());
        mistakes.add(mistake(
                Misconception.WHOLE_STREAM, (pos, component) -> component == 0 ? rowSum(pos) : right(pos, component)));
        mistakes.add(mistake(Misconception.CENTRED_UNEMBEDDING, this::centred));
        mistakes.add(mistake(Misconception.NOT_LINEAR, this::logProb));
        mistakes.add(mistake(Misconception.NOT_LINEAR, (pos, component) -> Math.exp(logProb(pos, component))));
        mistakes.add(new Mistake(
                Misconception.AXIS_SWAPPED, table(components(), rows, (component, pos) -> right(pos, component))));
        if (stream.size().width() == stream.size().vocabulary()) {
            mistakes.add(mistake(Misconception.AXIS_SWAPPED, this::byRowOfUnembedding));
        }
        mistakes.add(new Mistake(
                Misconception.HARD_CODED_SIZE, table(rows, 1 + Math.min(2, layers) * heads, this::right)));
        return mistakes;
    }

    private List<Mistake> reordered() {
        int columns = components();
        return List.of(
                mistake(Misconception.COMPONENTS_REORDERED, (pos, column) -> right(pos, headMajor(column))),
                mistake(Misconception.COMPONENTS_REORDERED, (pos, column) -> right(pos, lastLayerFirst(column))),
                mistake(Misconception.COMPONENTS_REORDERED, (pos, column) -> right(pos, (column + 1) % columns)));
    }

    private int headMajor(int column) {
        return column == 0 ? 0 : 1 + (column - 1) % layers * heads + (column - 1) / layers;
    }

    private int lastLayerFirst(int column) {
        return column == 0 ? 0 : 1 + (layers - 1 - (column - 1) / heads) * heads + (column - 1) % heads;
    }

    private List<Mistake> addedUp() {
        return List.of(
                mistake(Misconception.HEADS_ADDED_UP, this::layerSum),
                mistake(Misconception.HEADS_ADDED_UP, this::layerMean),
                new Mistake(
                        Misconception.HEADS_ADDED_UP,
                        table(rows, 1 + layers, (pos, part) -> layerSum(pos, firstOf(part)))),
                new Mistake(
                        Misconception.HEADS_ADDED_UP,
                        table(rows, 1 + layers, (pos, part) -> layerMean(pos, firstOf(part)))));
    }

    /** The direct path, or the first head of the layer before which there are so many parts. */
    private int firstOf(int part) {
        return part == 0 ? 0 : 1 + (part - 1) * heads;
    }

    private double layerMean(int pos, int component) {
        return component == 0 ? right(pos, 0) : layerSum(pos, component) / heads;
    }

    /** What all heads of the component's layer add. */
    private double layerSum(int pos, int component) {
        if (component == 0) {
            return right(pos, 0);
        }
        int first = 1 + (component - 1) / heads * heads;
        return IntStream.range(first, first + heads)
                .mapToDouble(each -> right(pos, each))
                .sum();
    }

    private double rowSum(int pos) {
        return IntStream.range(0, components())
                .mapToDouble(component -> right(pos, component))
                .sum();
    }

    private double centred(int pos, int component) {
        return right(pos, component)
                - IntStream.range(0, stream.size().vocabulary())
                        .mapToDouble(token -> stream.toLogit(component, pos, token))
                        .average()
                        .orElseThrow();
    }

    private double logProb(int pos, int component) {
        double sum = IntStream.range(0, stream.size().vocabulary())
                .mapToDouble(token -> Math.exp(stream.toLogit(component, pos, token)))
                .sum();
        return right(pos, component) - Math.log(sum);
    }

    private double byRowOfUnembedding(int pos, int component) {
        int start = (int) next(pos) * stream.size().vocabulary();
        return IntStream.range(0, stream.size().width())
                .mapToDouble(channel -> stream.written(component, pos, channel) * stream.unembed()[start + channel])
                .sum();
    }

    private int components() {
        return stream.size().components();
    }

    private Mistake mistake(Misconception misconception, Cell cell) {
        return new Mistake(misconception, table(rows, components(), cell));
    }

    private NDArray table(int rowCount, int columnCount, Cell cell) {
        float[] cells = new float[rowCount * columnCount];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (float) cell.at(i / columnCount, i % columnCount);
        }
        return manager.create(cells, new Shape(rowCount, columnCount));
    }
}
