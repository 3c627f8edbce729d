package hookworks.lens.config;

/** What every number of a config must fulfil. */
final class ConfigChecks {
    private ConfigChecks() {}

    static void positive(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " must be at least 1, got " + value);
        }
    }

    static void positiveAndFinite(String field, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(field + " must be finite and above 0, got " + value);
        }
    }

    static void fitsOneTensor(String fields, int... factors) {
        long product = 1;
        for (int factor : factors) {
            product = Math.multiplyExact(product, factor);
            if (product > Integer.MAX_VALUE / Float.BYTES) {
                throw new IllegalArgumentException(
                        "%s makes a weight of more than 2 GiB, which one tensor here cannot hold".formatted(fields));
            }
        }
    }
}
