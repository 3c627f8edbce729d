package hookworks.lens.heads;

/** Attention that does not count, neither for a head nor against it. */
public enum Exclusion {
    /** To the first token, whichever it is: where many heads rest. */
    BOS {
        @Override
        boolean covers(int query, int key) {
            return key == 0;
        }
    },

    /** Of each token to itself. */
    CURRENT_TOKEN {
        @Override
        boolean covers(int query, int key) {
            return key == query;
        }
    };

    abstract boolean covers(int query, int key);
}
