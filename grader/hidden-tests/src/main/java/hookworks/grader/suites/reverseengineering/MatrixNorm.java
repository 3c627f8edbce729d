package hookworks.grader.suites.reverseengineering;

/** Ways to say how large a matrix is, worked out in plain loops. */
enum MatrixNorm {
    FROBENIUS,
    SUM_OF_MAGNITUDES,
    LARGEST_ENTRY,
    SPECTRAL;

    private static final int STEPS = 500;

    @FunctionalInterface
    private interface Fold {
        double with(double sum, double cell);
    }

    double of(WeightMatrix matrix) {
        return switch (this) {
            case FROBENIUS -> frobenius(matrix);
            case SUM_OF_MAGNITUDES -> fold(matrix, (sum, cell) -> sum + Math.abs(cell));
            case LARGEST_ENTRY -> fold(matrix, (most, cell) -> Math.max(most, Math.abs(cell)));
            case SPECTRAL -> spectral(matrix);
        };
    }

    static double frobenius(WeightMatrix matrix) {
        return Math.sqrt(fold(matrix, (sum, cell) -> sum + cell * cell));
    }

    /** The largest singular value, by power iteration. */
    private static double spectral(WeightMatrix matrix) {
        WeightMatrix square = matrix.transposed().times(matrix);
        double[] direction = new double[square.width()];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = 1 + 0.1 * i; // even entries could be orthogonal to what is looked for
        }
        double length = 1;
        for (int step = 0; step < STEPS; step++) {
            double[] next = times(square, direction);
            length = length(next);
            for (int i = 0; i < next.length; i++) {
                next[i] /= length;
            }
            direction = next;
        }
        return Math.sqrt(length);
    }

    private static double[] times(WeightMatrix matrix, double[] vector) {
        double[] product = new double[matrix.height()];
        for (int row = 0; row < product.length; row++) {
            for (int column = 0; column < vector.length; column++) {
                product[row] += matrix.at(row, column) * vector[column];
            }
        }
        return product;
    }

    private static double length(double[] vector) {
        double squares = 0;
        for (double entry : vector) {
            squares += entry * entry;
        }
        return Math.sqrt(squares);
    }

    private static double fold(WeightMatrix matrix, Fold fold) {
        double sum = 0;
        for (int row = 0; row < matrix.height(); row++) {
            for (int column = 0; column < matrix.width(); column++) {
                sum = fold.with(sum, matrix.at(row, column));
            }
        }
        return sum;
    }
}
