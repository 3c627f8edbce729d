package hookworks.lens.plots;

import java.util.List;

/** What a drawing is made of. Both back ends know every case, so that SVG and PNG agree. Lengths are CSS pixels. */
sealed interface Shape {
    record Box(double x, double y, double width, double height, Paint fill) implements Shape {}

    record Outline(double x, double y, double width, double height, Pen pen) implements Shape {}

    /** Runs of points, each joined by straight lines. */
    record Path(List<List<Point>> runs, Pen pen) implements Shape {
        static Path line(double fromX, double fromY, double toX, double toY, Pen pen) {
            return new Path(List.of(List.of(new Point(fromX, fromY), new Point(toX, toY))), pen);
        }
    }

    record Dot(double x, double y, double radius, Paint fill) implements Shape {}

    /** {@code y} is the base line. */
    record Text(double x, double y, String text, TextStyle style) implements Shape {}

    /** Says "no value here", or "masked". */
    record Hatch(double x, double y, double width, double height) implements Shape {}

    /**
     * A matrix of coloured cells.
     *
     * @param levels steps of the ramp, {@code [row][column]}; negative where a cell is hatched
     */
    record Cells(double x, double y, double cellWidth, double cellHeight, List<List<Integer>> levels, Ramp ramp)
            implements Shape {
        double width() {
            return cellWidth * levels.getFirst().size();
        }

        double height() {
            return cellHeight * levels.size();
        }
    }

    /** Where a script may find a cell under the pointer. */
    record Sensor(double x, double y, double width, double height, int facet) implements Shape {}

    /** Shapes that stand for one number, and the words for it. */
    record Noted(String words, List<Shape> shapes) implements Shape {
        public Noted {
            shapes = List.copyOf(shapes);
        }
    }

    record Shifted(double right, double down, List<Shape> shapes) implements Shape {
        public Shifted {
            shapes = List.copyOf(shapes);
        }
    }

    record Point(double x, double y) {}

    /** How a line is drawn. */
    record Pen(Paint paint, double width, Dash dash) {
        static Pen solid(Paint paint, double width) {
            return new Pen(paint, width, Dash.SOLID);
        }
    }

    /** Tells lines apart without their colour. */
    enum Dash {
        SOLID,
        DASHED,
        DOTTED,
        MIXED;

        /** Of line and gap in turn; none for a line without gaps. */
        List<Double> lengths() {
            return switch (this) {
                case SOLID -> List.of();
                case DASHED -> List.of(7.0, 4.0);
                case DOTTED -> List.of(2.0, 3.0);
                case MIXED -> List.of(9.0, 3.0, 2.0, 3.0);
            };
        }
    }
}
