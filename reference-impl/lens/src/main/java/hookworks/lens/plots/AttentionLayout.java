package hookworks.lens.plots;

import hookworks.lens.plots.AttentionHeads.Head;
import hookworks.lens.plots.AttentionHeads.Masking;
import hookworks.lens.plots.Shape.Cells;
import hookworks.lens.plots.Shape.Pen;
import hookworks.lens.plots.TextStyle.Anchor;
import java.util.List;
import java.util.stream.IntStream;

/** Draws attention patterns: a thumbnail for each head, and one head large with its tokens. */
final class AttentionLayout {
    private static final double THUMBNAIL = 96;
    private static final double LABEL = 17;
    private static final double GAP = 12;
    private static final double LARGE = 540;
    private static final int WIDE_LAYER = 8;
    private static final int USUAL_ROW = 6;

    private AttentionLayout() {}

    /** All of it on one sheet. */
    static Scene of(AttentionHeads plot) {
        var sketch = new Sketch();
        double y = 0;
        if (plot.isCut()) {
            sketch.text(0, 13, plot.cutNotice(), TextStyle.name(Anchor.START));
            y = 26;
        }
        int perRow = perRow(plot);
        double side = cell(plot) * plot.tokens().size();
        for (int i = 0; i < plot.heads().size(); i++) {
            double across = (double) (i % perRow) * (side + GAP);
            double down = y + Math.floorDiv(i, perRow) * (side + LABEL + GAP);
            sketch.add(thumbnail(plot, plot.heads().get(i)).at(across, down));
        }
        y += Math.ceilDiv(plot.heads().size(), perRow) * (side + LABEL + GAP);
        Scene large = large(plot, plot.heads().getFirst());
        sketch.add(large.at(0, y + GAP));
        double grid = perRow * (side + GAP);
        double notice = plot.isCut() ? TextStyle.name(Anchor.START).width(plot.cutNotice()) : 0;
        return sketch.scene(Math.max(Math.max(grid, notice), large.width()), y + GAP + large.height());
    }

    /** A row is a layer where that is not too wide. */
    static int perRow(AttentionHeads plot) {
        int layer = plot.heads().getFirst().layer();
        int inLayer = (int)
                plot.heads().stream().filter(head -> head.layer() == layer).count();
        return inLayer <= WIDE_LAYER ? inLayer : USUAL_ROW;
    }

    static Scene thumbnail(AttentionHeads plot, Head head) {
        double cell = cell(plot);
        double side = cell * plot.tokens().size();
        var sketch = new Sketch();
        sketch.text(0, 11, head.label(), TextStyle.token(TextStyle.NORMAL, Anchor.START));
        sketch.add(new Cells(1, LABEL, cell, cell, levels(plot, head), Ramp.SEQUENTIAL));
        sketch.add(new Shape.Outline(1, LABEL, side, side, Pen.solid(Ink.EDGE, 1)));
        return sketch.scene(side + 2, side + LABEL + 1);
    }

    /** The side of a thumbnail's cell: a pixel at least, or single cells would vanish. */
    private static double cell(AttentionHeads plot) {
        return Math.max(1, THUMBNAIL / plot.tokens().size());
    }

    static Scene large(AttentionHeads plot, Head head) {
        double cell = Math.clamp(LARGE / plot.tokens().size(), 8, 34);
        var cells = new Cells(0, 0, cell, cell, levels(plot, head), Ramp.SEQUENTIAL);
        var panel = new MatrixPanel(
                cells,
                Axis.ofTokens("destination token (query)", plot.tokens()),
                Axis.ofTokens("source token (key)", plot.tokens()));
        var sketch = new Sketch();
        sketch.text(panel.left(), 13, "Head " + head.label(), TextStyle.heading());
        sketch.add(panel.scene(0).at(0, 21));
        boolean masked = plot.masking() == Masking.CAUSAL && plot.tokens().size() > 1;
        Scene legend = new ScaleLegend(ColourScale.unit(), 0, 1, masked ? "masked: a later token" : "").scene();
        double below = 21 + panel.height() + 12;
        sketch.add(legend.at(panel.left() - 28, below));
        return sketch.scene(Math.max(panel.width(), panel.left() - 28 + legend.width()), below + legend.height());
    }

    private static List<List<Integer>> levels(AttentionHeads plot, Head head) {
        int places = plot.tokens().size();
        return IntStream.range(0, places)
                .mapToObj(query -> IntStream.range(0, places)
                        .mapToObj(key -> plot.isMasked(query, key)
                                ? -1
                                : ColourScale.unit().level(head.pattern().at(query, key)))
                        .toList())
                .toList();
    }
}
