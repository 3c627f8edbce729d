package hookworks.grader.suites.inductionheads;

import hookworks.grader.suites.Scenarios;

/**
 * How a planted head looks at its place.
 *
 * @param share how much of a row of attention goes there
 * @param roughness how unevenly the rest is spread over the other keys; at 0, they get the same
 */
record Look(Place place, Share share, double roughness) {
    private static final double ROUGH = 0.5;
    private static final double HARDLY = 0.02;

    /** From 0 to 1; a row of one cell is 1 whatever this says. */
    @FunctionalInterface
    interface Share {
        double of(Scenarios scenarios, int query, int length);
    }

    /** Nowhere in particular. */
    static Look wandering() {
        return new Look((query, length) -> -1, (scenarios, query, length) -> 0, ROUGH);
    }

    static Look steadily(Place place) {
        return new Look(place, (scenarios, query, length) -> much(scenarios), ROUGH);
    }

    /** With as little as makes it the largest cell of its row. */
    static Look barely(Place place) {
        return new Look(place, (scenarios, query, length) -> Math.min(1, Math.max(0.12, 1.05 / (query + 1))), 0);
    }

    /** From the last query alone. */
    static Look atTheEnd(Place place) {
        return new Look(place, (scenarios, query, length) -> query == length - 1 ? much(scenarios) : HARDLY, ROUGH);
    }

    /** From every query but the last. */
    static Look beforeTheEnd(Place place) {
        return new Look(place, (scenarios, query, length) -> query == length - 1 ? HARDLY : much(scenarios), ROUGH);
    }

    private static double much(Scenarios scenarios) {
        return 0.8 + 0.15 * scenarios.random().nextDouble();
    }

    /** Writes one row of attention, which adds up to 1 and is 0 after the query. */
    void fill(Scenarios scenarios, float[] cells, int start, int query, int length) {
        int key = place.key(query, length);
        double onPlace = query == 0 ? 1 : share.of(scenarios, query, length);
        double[] rest = new double[query + 1];
        double total = 0;
        for (int i = 0; i <= query; i++) {
            rest[i] = i == key ? 0 : Math.exp(scenarios.random().nextGaussian(0, roughness));
            total += rest[i];
        }
        for (int i = 0; i <= query; i++) {
            double spread = key < 0 ? 1 : 1 - onPlace;
            cells[start + i] = (float) (i == key ? onPlace : spread * rest[i] / total);
        }
    }
}
