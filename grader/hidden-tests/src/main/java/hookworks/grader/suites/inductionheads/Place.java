package hookworks.grader.suites.inductionheads;

/** A key for each query: what a kind of head looks at. */
@FunctionalInterface
interface Place {
    /** Which key, from 0 to the query; below 0 where this query has none. */
    int key(int query, int length);

    static Place back(int positions) {
        return (query, length) -> query - positions;
    }

    static Place at(int key) {
        return (query, length) -> query < key ? -1 : key;
    }

    /**
     * On repeated tokens {@code [BOS, r1..rS, r1..rS]}, some positions past the previous copy of the query's token:
     * 1 is induction, 0 the copy itself.
     */
    static Place pastTheCopy(int positions) {
        return (query, length) -> query - (length - 1) / 2 + positions;
    }
}
