package hookworks.server.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the intake rules")
class IntakeRulesTest {
    private final IntakeRules rules = new IntakeRules(40, 2);

    @Test
    @DisplayName("take sources within the limits, to the byte")
    void takes() {
        String exactly = "x".repeat(40);
        assertThat(read("student/MyHooks.java", exactly)).isEqualTo(exactly);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"A.java", "student/sub/B_1.java", "student/package-info.java", "module-info.java"})
    @DisplayName("take the path")
    void takesPath(String path) {
        assertThat(read(path, "class A {}")).isEqualTo("class A {}");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "../A.java",
                "student/../A.java",
                "/A.java",
                "student//A.java",
                "./A.java",
                "student\\A.java",
                "A.class",
                ".java",
                "a b.java",
                "student/A.java/",
                "C:A.java",
                "A.java\nB.java"
            })
    @DisplayName("refuse the path")
    void refusesPath(String path) {
        assertThatThrownBy(() -> read(path, "class A {}"))
                .isInstanceOf(SubmissionRefused.class)
                .hasMessageStartingWith("the path '%s' cannot be taken".formatted(path));
    }

    @Test
    @DisplayName("refuse one byte too many")
    void tooManyBytes() {
        assertThatThrownBy(() -> read("A.java", "x".repeat(41)))
                .isInstanceOf(SubmissionRefused.class)
                .hasMessageContaining("together more than 40 bytes");
    }

    @Test
    @DisplayName("refuse one file too many")
    void tooManyFiles() {
        var files = new TreeMap<>(Map.of("A.java", new byte[0], "B.java", new byte[0], "C.java", new byte[0]));
        assertThatThrownBy(() -> rules.read(files))
                .isInstanceOf(SubmissionRefused.class)
                .hasMessageContaining("more than 2 .java files");
    }

    @Test
    @DisplayName("refuse no files at all")
    void none() {
        assertThatThrownBy(() -> rules.read(new TreeMap<>())).hasMessageContaining("no .java file");
    }

    private String read(String path, String text) {
        var files = new TreeMap<>(Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
        return rules.read(files).files().values().iterator().next();
    }
}
