package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Pen;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws shapes on a {@link Graphics2D}. */
final class Raster {
    private final Graphics2D canvas;
    private final Theme theme;

    Raster(Graphics2D canvas, Theme theme) {
        this.canvas = canvas;
        this.theme = theme;
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    void draw(List<Shape> shapes) {
        shapes.forEach(this::draw);
    }

    private void draw(Shape shape) {
        switch (shape) {
            case Shape.Box box ->
                crisp(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()), box.fill());
            case Shape.Outline box -> {
                use(box.pen());
                canvas.draw(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
            }
            case Shape.Hatch box -> hatch(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
            case Shape.Sensor box -> {
                // Of use to a script only.
            }
            case Shape.Dot dot -> {
                canvas.setColor(color(dot.fill()));
                double across = 2 * dot.radius();
                canvas.fill(new Ellipse2D.Double(dot.x() - dot.radius(), dot.y() - dot.radius(), across, across));
            }
            case Shape.Path path -> path(path);
            case Shape.Text text -> text(text);
            case Shape.Cells cells -> cells(cells);
            case Shape.Noted noted -> draw(noted.shapes());
            case Shape.Shifted shifted -> {
                canvas.translate(shifted.right(), shifted.down());
                draw(shifted.shapes());
                canvas.translate(-shifted.right(), -shifted.down());
            }
        }
    }

    private Color color(Paint paint) {
        Rgb rgb = paint.colour(theme);
        return new Color(rgb.red(), rgb.green(), rgb.blue());
    }

    /** Without soft edges, so that neighbours meet without a seam. */
    private void crisp(java.awt.Shape area, Paint fill) {
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        canvas.setColor(color(fill));
        canvas.fill(area);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    private void use(Pen pen) {
        canvas.setColor(color(pen.paint()));
        List<Double> lengths = pen.dash().lengths();
        var dashes = new float[lengths.size()];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = lengths.get(i).floatValue();
        }
        float width = (float) pen.width();
        canvas.setStroke(
                dashes.length == 0
                        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
    }

    private void path(Shape.Path path) {
        use(path.pen());
        var outline = new Path2D.Double();
        for (List<Shape.Point> run : path.runs()) {
            outline.moveTo(run.getFirst().x(), run.getFirst().y());
            run.stream().skip(1).forEach(point -> outline.lineTo(point.x(), point.y()));
        }
        canvas.draw(outline);
    }

    private void text(Shape.Text text) {
        TextStyle style = text.style();
        String family = style.face() == TextStyle.Face.MONO ? Font.MONOSPACED : Font.SANS_SERIF;
        int weight = style.face() == TextStyle.Face.BOLD ? Font.BOLD : Font.PLAIN;
        canvas.setFont(new Font(family, weight, 1).deriveFont((float) style.size()));
        canvas.setColor(color(style.paint()));
        double width = canvas.getFont()
                .getStringBounds(text.text(), canvas.getFontRenderContext())
                .getWidth();
        double back = switch (style.anchor()) {
            case START -> 0;
            case MIDDLE -> width / 2;
            case END -> width;
        };
        AffineTransform before = canvas.getTransform();
        canvas.translate(text.x(), text.y());
        if (style.isUpward()) {
            canvas.rotate(-Math.PI / 2);
        }
        canvas.drawString(text.text(), (float) -back, 0);
        canvas.setTransform(before);
    }

    private void cells(Shape.Cells cells) {
        var hatched = new Path2D.Double();
        CellRuns.of(cells).forEach((level, runs) -> {
            for (CellRuns.Run run : runs) {
                var area = new Rectangle2D.Double(
                        cells.x() + run.column() * cells.cellWidth(),
                        cells.y() + run.row() * cells.cellHeight(),
                        cells.cellWidth() * run.length(),
                        cells.cellHeight());
                if (level < 0) {
                    hatched.append(area, false);
                } else {
                    crisp(area, new Paint.Level(cells.ramp(), level));
                }
            }
        });
        hatch(hatched);
    }

    private void hatch(java.awt.Shape area) {
        Rectangle2D bounds = area.getBounds2D();
        if (bounds.isEmpty()) {
            return;
        }
        crisp(area, Hatching.GROUND);
        java.awt.Shape clip = canvas.getClip();
        canvas.clip(area);
        use(Pen.solid(Hatching.LINES, Hatching.WIDTH));
        double last = bounds.getMaxX() + bounds.getMaxY();
        double first = Math.floor((bounds.getMinX() + bounds.getMinY()) / Hatching.PERIOD) * Hatching.PERIOD;
        for (double sum = first; sum <= last; sum += Hatching.PERIOD) {
            canvas.draw(new Line2D.Double(
                    sum - bounds.getMaxY(), bounds.getMaxY(), sum - bounds.getMinY(), bounds.getMinY()));
        }
        canvas.setClip(clip);
    }
}
