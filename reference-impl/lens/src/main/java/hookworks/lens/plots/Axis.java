package hookworks.lens.plots;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An axis in the field's words.
 *
 * @param name what stands beside it
 * @param labels one for each place; none where places are counted from 0
 */
public record Axis(String name, List<String> labels) {
    public Axis {
        Checks.text("the name of an axis", name);
        labels = List.copyOf(labels);
    }

    /** Places are labelled 0, 1, 2 and so on. */
    public static Axis counted(String name) {
        return new Axis(name, List.of());
    }

    /** Tokens are labelled with their position too, since the same token may occur twice. */
    public static Axis ofTokens(String name, List<String> tokens) {
        return new Axis(
                name,
                IntStream.range(0, tokens.size())
                        .mapToObj(place -> TokenText.visible(tokens.get(place)) + " " + place)
                        .toList());
    }

    void require(int places) {
        if (!labels.isEmpty()) {
            Checks.sameCount("the labels of axis '%s'".formatted(name), labels.size(), "places on it", places);
        }
    }

    String label(int place) {
        return labels.isEmpty() ? Integer.toString(place) : labels.get(place);
    }

    List<String> labelsFor(int places) {
        return IntStream.range(0, places).mapToObj(this::label).toList();
    }
}
