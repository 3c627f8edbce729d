package hookworks.grader.engine.sandbox;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What has to stand before anything is judged. */
public record ProtectionPolicy(Set<Protection> demanded) {

    public ProtectionPolicy {
        demanded = Set.copyOf(demanded);
    }

    /** For one's own code on one's own machine. */
    public static ProtectionPolicy nothing() {
        return new ProtectionPolicy(Set.of());
    }

    /**
     * What every machine with bubblewrap can have: all but a control group, which not every user may make, and but the
     * filter of system calls on an architecture whose calls are not known here.
     */
    public static ProtectionPolicy standard() {
        var demanded = EnumSet.complementOf(EnumSet.of(Protection.CONTROL_GROUP));
        if (SystemCallFilter.ofThisMachine().isEmpty()) {
            demanded.remove(Protection.SYSTEM_CALLS);
        }
        return new ProtectionPolicy(demanded);
    }

    /** This and more. */
    public ProtectionPolicy and(Set<Protection> more) {
        var all = EnumSet.noneOf(Protection.class);
        all.addAll(demanded);
        all.addAll(more);
        return new ProtectionPolicy(all);
    }

    boolean demands(Protection protection) {
        return demanded.contains(protection);
    }

    /** Which of those that are demanded are not among those that stand. */
    public Set<Protection> missingFrom(Set<Protection> standing) {
        var missing = EnumSet.noneOf(Protection.class);
        missing.addAll(demanded);
        missing.removeAll(standing);
        return missing;
    }

    /** What is missing and what to do, for whoever demanded it; a line and a half for each. */
    public static String refusal(Set<Protection> missing) {
        return missing.stream()
                .map(each -> "%s (%s) is demanded and does not stand here%n  %s"
                        .formatted(each.slug(), each.inWords(), each.remedy()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
