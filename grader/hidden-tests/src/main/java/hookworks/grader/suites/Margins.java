package hookworks.grader.suites;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The margins of the comparisons that one check made. Comparisons note them without knowing who asks, and no verdict
 * depends on them. Confined to the thread that launched the suites, on which the checks run.
 */
public final class Margins {
    private static final ScopedValue<Margins> CURRENT = ScopedValue.newInstance();

    private final List<Margin> noted = new ArrayList<>();

    /** Notes the margin of a comparison; does nothing outside of a launch. */
    public static void note(Margin margin) {
        if (CURRENT.isBound()) {
            CURRENT.get().noted.add(margin);
        }
    }

    /** Collects what is noted while this runs. */
    void during(Runnable suites) {
        ScopedValue.where(CURRENT, this).run(suites);
    }

    /** The margin that a check's verdict hung on, if it compared numbers; forgets what the check noted. */
    Optional<Margin> taken(boolean passed) {
        List<Margin> decisive =
                noted.stream().filter(margin -> margin.isWithin() == passed).toList();
        noted.clear();
        var byRatio = Comparator.comparingDouble(Margin::ratio);
        return passed ? decisive.stream().max(byRatio) : decisive.stream().min(byRatio);
    }
}
