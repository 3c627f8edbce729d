package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Pen;
import java.util.ArrayList;
import java.util.List;

/** A drawing under way. */
final class Sketch {
    private final List<Shape> shapes = new ArrayList<>();

    Sketch add(Shape shape) {
        shapes.add(shape);
        return this;
    }

    Sketch line(double fromX, double fromY, double toX, double toY, Pen pen) {
        return add(Shape.Path.line(fromX, fromY, toX, toY, pen));
    }

    Sketch text(double x, double y, String text, TextStyle style) {
        return add(new Shape.Text(x, y, text, style));
    }

    List<Shape> shapes() {
        return List.copyOf(shapes);
    }

    Scene scene(double width, double height) {
        return new Scene(Math.ceil(width), Math.ceil(height), shapes);
    }
}
