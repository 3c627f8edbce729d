package hookworks.lens.hub;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which files of a repository are wanted, by their names in it.
 *
 * @param required those without which a snapshot is refused
 * @param optional says of every other file whether it comes too
 */
public record WantedFiles(Set<String> required, Predicate<String> optional) {

    public WantedFiles {
        required = Set.copyOf(required);
    }

    /** These files and no other. */
    public static WantedFiles of(String... required) {
        return new WantedFiles(new LinkedHashSet<>(List.of(required)), name -> false);
    }

    /** Whatever the repository has that fits. */
    public static WantedFiles matching(Predicate<String> fitting) {
        return new WantedFiles(Set.of(), fitting);
    }

    /** These too, where the repository has them. */
    public WantedFiles andIfPresent(String... names) {
        Set<String> more = Set.of(names);
        return new WantedFiles(required, optional.or(more::contains));
    }

    /** Those of the repository's files that are wanted, in the repository's order. */
    List<String> among(Collection<String> names) {
        return names.stream()
                .filter(name -> required.contains(name) || optional.test(name))
                .toList();
    }

    /** The required files that the repository lacks, sorted. */
    List<String> missingFrom(Collection<String> names) {
        return required.stream().filter(name -> !names.contains(name)).sorted().toList();
    }
}
