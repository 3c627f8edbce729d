package hookworks.lens.plots;

import java.util.List;

/** A finished drawing, its corner at 0, 0. */
record Scene(double width, double height, List<Shape> shapes) {
    Scene {
        shapes = List.copyOf(shapes);
    }

    /** The same, as one shape somewhere in a larger drawing. */
    Shape at(double right, double down) {
        return new Shape.Shifted(right, down, shapes);
    }
}
