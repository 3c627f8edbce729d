package hookworks.lens.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import hookworks.lens.HookedTransformer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the document takes as given: a model, a folder, and where to print, read here in place of the terminal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Kitchen {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.(\\d+))?");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Locale before = Locale.getDefault();
    HookedTransformer model;

    @TempDir
    Path folder;

    @BeforeAll
    void load() {
        Locale.setDefault(Locale.ROOT); // the document has decimal points
        model = HookedTransformer.bundled(Device.cpu());
    }

    @BeforeEach
    void clear() {
        printed.reset();
    }

    @AfterAll
    void close() {
        model.close();
        Locale.setDefault(before);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** The numbers that were printed with decimals, in order, but not those that a colon follows. */
    List<Double> decimals() {
        return decimals(printed());
    }

    static List<Double> decimals(String text) {
        return NUMBER.matcher(text.replaceAll("\\S+:", ""))
                .results()
                .filter(number -> number.group(1) != null)
                .map(number -> Double.valueOf(number.group()))
                .toList();
    }

    /** Holds what was printed against the document; a decimal may differ by one in its last place. */
    void assertPrintsAsDocumented(int recipe) {
        String documented = Recipe.documented().get(recipe - 1).prints();
        String where = "recipe %d prints what follows; mend its ```text block in %s, or the recipe%n%s"
                .formatted(recipe, Recipe.DOCUMENT, printed());
        assertThat(words(printed())).as(where).isEqualTo(words(documented));
        List<MatchResult> expected = NUMBER.matcher(documented).results().toList();
        List<MatchResult> actual = NUMBER.matcher(printed()).results().toList();
        for (int place = 0; place < expected.size(); place++) {
            String decimals = expected.get(place).group(1);
            double last = decimals == null ? 0 : Math.pow(10, -decimals.length());
            assertThat(Double.parseDouble(actual.get(place).group()))
                    .as(where)
                    .isCloseTo(Double.parseDouble(expected.get(place).group()), within(1.01 * last));
        }
    }

    private static String words(String text) {
        return NUMBER.matcher(text).replaceAll("#");
    }
}
