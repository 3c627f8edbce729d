package hookworks.lens.heads;

/** The kinds of heads that the field has names for. */
enum NamedPattern implements DetectionPattern {
    PREVIOUS_TOKEN {
        @Override
        boolean expects(long[] tokens, int query, int key) {
            return key == query - 1;
        }
    },
    DUPLICATE_TOKEN {
        @Override
        boolean expects(long[] tokens, int query, int key) {
            return key != query && tokens[key] == tokens[query];
        }
    },
    INDUCTION {
        @Override
        boolean expects(long[] tokens, int query, int key) {
            return key > 0 && tokens[key - 1] == tokens[query];
        }
    };

    /** Whether the query should attend there; {@code key} is at most {@code query}. */
    abstract boolean expects(long[] tokens, int query, int key);

    @Override
    public float[][] matrix(long[] tokens) {
        var cells = new float[tokens.length][tokens.length];
        for (int query = 0; query < tokens.length; query++) {
            for (int key = 0; key <= query; key++) {
                cells[query][key] = expects(tokens, query, key) ? 1 : 0;
            }
        }
        return cells;
    }
}
