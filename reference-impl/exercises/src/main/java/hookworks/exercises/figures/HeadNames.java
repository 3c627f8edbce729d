package hookworks.exercises.figures;

import hookworks.lens.heads.Head;
import java.util.Collection;

/** Heads in a title. */
final class HeadNames {
    private HeadNames() {}

    /** Such as {@code 0.3, 1.2}; in words where there is none. */
    static String of(Collection<Head> heads) {
        return heads.isEmpty()
                ? "none"
                : String.join(", ", heads.stream().sorted().map(Head::toString).toList());
    }
}
