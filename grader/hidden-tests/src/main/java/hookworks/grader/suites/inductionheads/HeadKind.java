package hookworks.grader.suites.inductionheads;

import hookworks.grader.suites.Misconception;
import java.util.List;

/**
 * What a detector looks for, and what it could take for it.
 *
 * @param placeName what such a head looks at, as feedback says it
 * @param misplaced what is told to a student whose heads look at a decoy's place
 * @param decoys what the heads look at that must not be taken for these
 */
record HeadKind(String placeName, Place place, Misconception misplaced, List<Place> decoys) {
    static final HeadKind CURRENT = new HeadKind(
            "its own position",
            Place.back(0),
            Misconception.OTHER_DISTANCE,
            List.of(Place.back(1), Place.back(2), Place.at(0)));

    static final HeadKind PREVIOUS = new HeadKind(
            "the position before",
            Place.back(1),
            Misconception.OTHER_DISTANCE,
            List.of(Place.back(0), Place.back(2), Place.back(3), Place.at(0)));

    static final HeadKind FIRST = new HeadKind(
            "the first position",
            Place.at(0),
            Misconception.OTHER_KEY,
            List.of(Place.at(1), Place.back(0), Place.back(1)));

    /** On repeated tokens. */
    static final HeadKind INDUCTION = new HeadKind(
            "the token after the previous copy",
            Place.pastTheCopy(1),
            Misconception.DIAGONAL_OFF_BY_ONE,
            List.of(
                    Place.pastTheCopy(0),
                    Place.pastTheCopy(2),
                    Place.pastTheCopy(-1),
                    Place.back(1),
                    Place.back(0),
                    Place.at(0)));

    HeadScore score() {
        return HeadScore.mean(place);
    }
}
