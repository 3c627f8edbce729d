package hookworks.lens.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("docs/lens.md")
class LensDocumentTest {
    private static final int COUNT = 15;

    static Stream<Recipe> documented() {
        return Recipe.documented().stream();
    }

    @Test
    @DisplayName("has fifteen recipes in order, each of which is run")
    void counted() {
        List<Integer> numbers = IntStream.rangeClosed(1, COUNT).boxed().toList();
        assertThat(documented().map(Recipe::number)).isEqualTo(numbers);
        assertThat(Recipe.run().stream().map(Recipe::number)).isEqualTo(numbers);
    }

    @ParameterizedTest(name = "recipe {index}")
    @MethodSource("documented")
    @DisplayName("shows the code that is run, letter for letter")
    void lettered(Recipe documented) {
        Recipe run = Recipe.run().stream()
                .filter(other -> other.number() == documented.number())
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("recipe %d of %s runs nowhere: put it between '// recipe %d: ...' and"
                                        .formatted(documented.number(), Recipe.DOCUMENT, documented.number())
                                + " '// end of the recipe' in a test of " + Recipe.SOURCES));

        assertThat(documented.title())
                .as("the heading of recipe %d: make %s and the marker alike", run.number(), Recipe.DOCUMENT)
                .isEqualTo(run.title());
        assertThat(documented.code())
                .as(
                        "recipe %d, '%s': copy the code between its markers in %s to its ```java block in %s",
                        run.number(), run.title(), Recipe.SOURCES, Recipe.DOCUMENT)
                .isEqualTo(run.code());
    }

    @ParameterizedTest(name = "recipe {index}")
    @MethodSource("documented")
    @DisplayName("keeps a recipe to 15 lines, and shows what it prints")
    void isShort(Recipe documented) {
        assertThat(documented.code().lines()).hasSizeBetween(4, 15);
        assertThat(documented.prints().isBlank()).isEqualTo(!documented.code().contains("out.print"));
    }
}
