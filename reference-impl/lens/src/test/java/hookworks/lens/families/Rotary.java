package hookworks.lens.families;

/**
 * Rotary positions over the first {@code dims} entries of a head: entry {@code i} and entry {@code i + dims/2} turn
 * together by {@code position * theta^(-2i/dims)}; what lies beyond {@code dims} stays.
 */
record Rotary(int dims, double theta) {
    /** Turns {@code heads [head][pos][d_head]}, the first row being position 0. */
    double[][][] turn(double[][][] heads) {
        double[][][] result = new double[heads.length][heads[0].length][];
        for (int head = 0; head < heads.length; head++) {
            for (int pos = 0; pos < heads[head].length; pos++) {
                result[head][pos] = turn(heads[head][pos], pos);
            }
        }
        return result;
    }

    double[] turn(double[] vector, int position) {
        double[] result = vector.clone();
        int half = dims / 2;
        for (int i = 0; i < half; i++) {
            double angle = position * Math.pow(theta, -2.0 * i / dims);
            result[i] = vector[i] * Math.cos(angle) - vector[i + half] * Math.sin(angle);
            result[i + half] = vector[i + half] * Math.cos(angle) + vector[i] * Math.sin(angle);
        }
        return result;
    }
}
