package hookworks.lens.plots;

import static hookworks.lens.plots.Numbers.length;

import hookworks.lens.plots.Shape.Pen;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes shapes as SVG. Colours are classes, so that a page's theme decides; each also has the light theme's colour as an
 * attribute, which any style overrides, for a reader that knows no style sheet.
 */
final class SvgWriter {
    private final StringBuilder out = new StringBuilder();
    private final String hatch;

    /** @param hatch the id of the hatching's pattern in the document */
    SvgWriter(String hatch) {
        this.hatch = hatch;
    }

    String write(List<Shape> shapes) {
        shapes.forEach(this::shape);
        return out.toString();
    }

    private void shape(Shape shape) {
        switch (shape) {
            case Shape.Box box ->
                rect(box.x(), box.y(), box.width(), box.height(), fill(box.fill()) + " shape-rendering=\"crispEdges\"");
            case Shape.Outline box ->
                rect(box.x(), box.y(), box.width(), box.height(), "fill=\"none\"" + stroke(box.pen()));
            case Shape.Hatch box -> rect(box.x(), box.y(), box.width(), box.height(), "fill=\"url(#" + hatch + ")\"");
            case Shape.Sensor box -> sensor(box);
            case Shape.Dot dot ->
                out.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s/>\n"
                        .formatted(length(dot.x()), length(dot.y()), length(dot.radius()), fill(dot.fill())));
            case Shape.Path path -> path(path);
            case Shape.Text text -> text(text);
            case Shape.Cells cells -> cells(cells);
            case Shape.Noted noted -> {
                out.append("<g class=\"hw-mark\"><title>")
                        .append(Markup.escaped(noted.words()))
                        .append("</title>");
                noted.shapes().forEach(this::shape);
                out.append("</g>\n");
            }
            case Shape.Shifted shifted -> {
                out.append("<g transform=\"translate(%s %s)\">\n"
                        .formatted(length(shifted.right()), length(shifted.down())));
                shifted.shapes().forEach(this::shape);
                out.append("</g>\n");
            }
        }
    }

    private void rect(double x, double y, double width, double height, String look) {
        out.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s/>\n"
                .formatted(length(x), length(y), length(width), length(height), look));
    }

    private void sensor(Shape.Sensor box) {
        String look =
                "class=\"hw-sensor\" data-facet=\"%d\" fill=\"none\" pointer-events=\"all\"".formatted(box.facet());
        rect(box.x(), box.y(), box.width(), box.height(), look);
    }

    private static String fill(Paint paint) {
        return "class=\"f-%s\" fill=\"%s\""
                .formatted(paint.property(), paint.colour(Theme.LIGHT).hex());
    }

    private static String stroke(Pen pen) {
        String dashes = pen.dash().lengths().isEmpty()
                ? ""
                : " stroke-dasharray=\"%s\""
                        .formatted(pen.dash().lengths().stream()
                                .map(Numbers::length)
                                .collect(Collectors.joining(" ")));
        return " class=\"k-%s\" stroke=\"%s\" stroke-width=\"%s\"%s"
                .formatted(
                        pen.paint().property(), pen.paint().colour(Theme.LIGHT).hex(), length(pen.width()), dashes);
    }

    private void path(Shape.Path path) {
        String d = path.runs().stream()
                .map(run -> run.stream()
                        .map(point -> length(point.x()) + " " + length(point.y()))
                        .collect(Collectors.joining("L", "M", "")))
                .collect(Collectors.joining());
        out.append("<path fill=\"none\"%s stroke-linejoin=\"round\" d=\"%s\"/>\n".formatted(stroke(path.pen()), d));
    }

    private void text(Shape.Text text) {
        TextStyle style = text.style();
        String face = switch (style.face()) {
            case SANS -> "";
            case BOLD -> " font-weight=\"600\"";
            case MONO -> " font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\"";
        };
        String turn = style.isUpward()
                ? " transform=\"rotate(-90 %s %s)\"".formatted(length(text.x()), length(text.y()))
                : "";
        out.append("<text x=\"%s\" y=\"%s\" %s font-size=\"%s\" text-anchor=\"%s\"%s%s>%s</text>\n"
                .formatted(
                        length(text.x()),
                        length(text.y()),
                        fill(style.paint()),
                        length(style.size()),
                        style.anchor().name().toLowerCase(Locale.ROOT),
                        face,
                        turn,
                        Markup.escaped(text.text())));
    }

    private void cells(Shape.Cells cells) {
        int neutral = cells.ramp().neutral();
        out.append("<g class=\"hw-cells\" shape-rendering=\"crispEdges\">\n");
        var ground = new Paint.Level(cells.ramp(), neutral);
        rect(cells.x(), cells.y(), cells.width(), cells.height(), fill(ground));
        CellRuns.of(cells).forEach((level, runs) -> {
            String d = runs.stream().map(run -> outline(cells, run)).collect(Collectors.joining());
            if (level < 0) {
                out.append("<path fill=\"url(#%s)\" d=\"%s\"/>\n".formatted(hatch, d));
            } else if (level != neutral) {
                out.append("<path %s d=\"%s\"/>\n".formatted(fill(new Paint.Level(cells.ramp(), level)), d));
            }
        });
        out.append("</g>\n");
    }

    private static String outline(Shape.Cells cells, CellRuns.Run run) {
        String width = length(cells.cellWidth() * run.length());
        return "M%s %sh%sv%sh-%sz"
                .formatted(
                        length(cells.x() + run.column() * cells.cellWidth()),
                        length(cells.y() + run.row() * cells.cellHeight()),
                        width,
                        length(cells.cellHeight()),
                        width);
    }
}
