package hookworks.solutions;

import java.util.List;

/** The reference implementations of every section. */
public final class References {
    private References() {}

    /** One new object for each section's interface, in course order. */
    public static List<Object> all() {
        return List.of(
                new ReferenceLensIntroduction(),
                new ReferenceInductionHeads(),
                new ReferenceHooks(),
                new ReferenceReverseEngineering());
    }
}
