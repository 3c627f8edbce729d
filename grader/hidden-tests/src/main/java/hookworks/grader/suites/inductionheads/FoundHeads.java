package hookworks.grader.suites.inductionheads;

import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.heads.Head;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges a list of heads by what was planted; in any order, each head once. */
final class FoundHeads {
    private static final int SHOWN = 8;

    private final PlantedHeads planted;

    FoundHeads(PlantedHeads planted) {
        this.planted = planted;
    }

    /**
     * Compares the heads.
     *
     * @throws WrongAnswer naming the first head that is missing or doesn't belong, with its score
     */
    void mustBe(@Nullable List<Head> answer) {
        if (answer == null) {
            throw new WrongAnswer("the list of heads is null; where no head is of the kind, return an empty list");
        }
        requireHeads(answer);
        Set<Head> found = new TreeSet<>(answer);
        if (!found.equals(planted.expected())) {
            throw new WrongAnswer(recognised(found) + difference(found));
        }
    }

    private void requireHeads(List<Head> answer) {
        if (answer.stream().anyMatch(Objects::isNull)) {
            throw new WrongAnswer("the list of heads has a null in it");
        }
        var seen = new HashSet<Head>();
        for (Head head : answer) {
            if (!seen.add(head)) {
                throw new WrongAnswer("head %s is listed twice".formatted(head));
            }
        }
    }

    private String recognised(Set<Head> found) {
        if (found.isEmpty()) {
            return Misconception.NO_HEAD_PASSED.sentence() + "\n";
        }
        if (found.equals(planted.all())) {
            return Misconception.EVERY_HEAD_PASSED.sentence() + "\n";
        }
        return mistakes().entrySet().stream()
                .filter(mistake -> mistake.getKey().equals(found))
                .map(mistake -> mistake.getValue().sentence() + "\n")
                .findFirst()
                .orElse("");
    }

    /** What would be listed, by mistake; the likelier of two that would list the same. */
    private Map<Set<Head>, Misconception> mistakes() {
        var mistakes = new LinkedHashMap<Set<Head>, Misconception>();
        for (Place decoy : planted.kind().decoys()) {
            mistakes.putIfAbsent(heads(HeadScore.mean(decoy)), planted.kind().misplaced());
        }
        Place place = planted.kind().place();
        mistakes.putIfAbsent(exchanged(), Misconception.HEAD_EXCHANGED);
        mistakes.putIfAbsent(expectedIn(layer -> layer == 0), Misconception.LAYERS_LEFT_OUT);
        mistakes.putIfAbsent(expectedIn(layer -> layer > 0), Misconception.LAYERS_LEFT_OUT);
        mistakes.putIfAbsent(expectedIn(layer -> layer < 2), Misconception.LAYERS_LEFT_OUT);
        mistakes.putIfAbsent(heads(HeadScore.lastQuery(place)), Misconception.ONE_QUERY);
        mistakes.putIfAbsent(heads(HeadScore.shareOfLargest(place)), Misconception.LARGEST_CELLS_COUNTED);
        mistakes.putIfAbsent(heads(HeadScore.largest(place)), Misconception.SUM_INSTEAD_OF_MEAN);
        mistakes.putIfAbsent(heads(HeadScore.sum(place)), Misconception.SUM_INSTEAD_OF_MEAN);
        return mistakes;
    }

    private Set<Head> heads(HeadScore score) {
        return new TreeSet<>(score.headsIn(planted.layers()));
    }

    private Set<Head> exchanged() {
        return planted.expected().stream()
                .map(head -> new Head(/* layer= */ head.index(), /* index= */ head.layer()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Head> expectedIn(Predicate<Integer> layers) {
        return planted.expected().stream()
                .filter(head -> layers.test(head.layer()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String difference(Set<Head> found) {
        Set<Head> expected = planted.expected();
        String first = planted.all().stream()
                .filter(head -> expected.contains(head) != found.contains(head))
                .map(head -> told(head, expected.contains(head)))
                .findFirst()
                .orElseGet(() -> beyond(found));
        return "%s (expected %s, got %s)".formatted(first, shown(expected), shown(found));
    }

    private String told(Head head, boolean missing) {
        return String.format(
                Locale.ROOT,
                missing
                        ? "head %s is missing: its attention to %s is %.4f on average"
                        : "head %s doesn't belong there: its attention to %s is only %.4f on average",
                head,
                planted.kind().placeName(),
                planted.score(head));
    }

    private String beyond(Set<Head> found) {
        Head head = found.stream()
                .filter(each -> !planted.all().contains(each))
                .findFirst()
                .orElseThrow();
        return "there is no head %s: the cache has %d layers of %d heads, counted from 0"
                .formatted(
                        head,
                        planted.layers().size(),
                        planted.layers().getFirst().heads());
    }

    private static String shown(Collection<Head> heads) {
        String first = heads.stream().limit(SHOWN).map(Head::toString).collect(Collectors.joining(", "));
        return "[%s%s]".formatted(first, heads.size() > SHOWN ? ", and %d more".formatted(heads.size() - SHOWN) : "");
    }
}
