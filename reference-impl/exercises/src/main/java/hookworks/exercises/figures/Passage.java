package hookworks.exercises.figures;

/** Our own words to look at a model with. */
final class Passage {
    /** A rare name comes back twice, so that what was seen before can help. */
    static final String TEXT =
            "Captain Brackenbury took the letter from the table. It was addressed to Captain Brackenbury,"
                    + " and it began: My dear Captain Brackenbury, the letter on the table is not from me.";

    /** Few enough tokens that every cell of a pattern can be read. */
    static final String FEW_WORDS = "the letter on the table is the letter";

    private Passage() {}
}
