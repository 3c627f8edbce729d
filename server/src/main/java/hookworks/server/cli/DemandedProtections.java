package hookworks.server.cli;

import hookworks.grader.engine.sandbox.Protection;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Protections by the names that an operator types. */
final class DemandedProtections {
    private static final KnownNames NAMES = new KnownNames(
            "protection",
            Arrays.stream(Protection.values()).map(Protection::slug).toList());

    private DemandedProtections() {}

    /** @throws IllegalArgumentException where one is not known, with all that are */
    static Set<Protection> named(List<String> typed) {
        List<String> names = typed.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        NAMES.require(names);
        return Arrays.stream(Protection.values())
                .filter(each -> names.contains(each.slug()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
