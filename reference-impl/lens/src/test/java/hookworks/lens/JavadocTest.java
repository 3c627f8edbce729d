package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.lens.PublicNames.PublicName;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every public name of the lens")
class JavadocTest {
    private static final List<PublicName> NAMES = PublicNames.below(Path.of("src", "main", "java"));

    /** {@code [batch, pos]}, a scalar, the same shape as something else's, or where another comment says it. */
    private static final Pattern SHAPE = Pattern.compile(
            "\\{@code[^}]*\\[[^}]*]|\\bscalar\\b|\\b(any|same) shape\\b|'s shape\\b|\\bAs \\{@link|\\{@inheritDoc}");

    private static final Pattern EMPTY_WORDS = Pattern.compile("^\\s*(Gets|Sets|Returns|Return|Constructs) ");

    @Test
    @DisplayName("has a comment")
    void commented() {
        assertThat(NAMES).hasSizeGreaterThan(800);
        assertThat(those(name ->
                        name.comment().filter(comment -> !comment.isBlank()).isEmpty()))
                .as("public names without a comment: say what the signature cannot, such as axes, units, owner, errors")
                .isEmpty();
    }

    @Test
    @DisplayName("says of which shape tensors are that go in or come out")
    void shapes() {
        assertThat(NAMES.stream().filter(PublicName::tensors)).hasSizeGreaterThan(100);
        assertThat(those(name -> name.tensors() && !SHAPE.matcher(comment(name)).find()))
                .as("tensors of an unsaid shape: write it as {@code [batch, pos]}, or refer: As {@link #other}, ...")
                .isEmpty();
    }

    @Test
    @DisplayName("speaks, where it is a record, of each of its components")
    void components() {
        assertThat(those(name -> name.components().stream().anyMatch(component -> !mentions(name, component))))
                .as("records with components that their comment does not name: add an @param each")
                .isEmpty();
    }

    @Test
    @DisplayName("begins its comment with more than the word for an accessor")
    void words() {
        assertThat(those(name -> EMPTY_WORDS.matcher(comment(name)).find()))
                .as("comments that repeat the signature")
                .isEmpty();
    }

    private static boolean mentions(PublicName name, String component) {
        return Pattern.compile("@param %1$s\\b|\\{@code %1$s}".formatted(component))
                .matcher(comment(name))
                .find();
    }

    private static String comment(PublicName name) {
        return name.comment().orElse("");
    }

    private static List<String> those(Predicate<PublicName> predicate) {
        return NAMES.stream().filter(predicate).map(PublicName::toString).toList();
    }
}
