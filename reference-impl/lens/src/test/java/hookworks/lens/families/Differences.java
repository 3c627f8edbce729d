package hookworks.lens.families;

/** How far two forward passes lie apart. */
final class Differences {
    private Differences() {}

    /** The largest absolute difference at one position. */
    static double at(int pos, double[][] one, double[][] other) {
        double largest = 0;
        for (int i = 0; i < one[pos].length; i++) {
            largest = Math.max(largest, Math.abs(one[pos][i] - other[pos][i]));
        }
        return largest;
    }

    /** The largest absolute difference at any position. */
    static double anywhere(double[][] one, double[][] other) {
        double largest = 0;
        for (int pos = 0; pos < one.length; pos++) {
            largest = Math.max(largest, at(pos, one, other));
        }
        return largest;
    }
}
