package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reference submission")
final class ReferenceSubmissionTest {
    @Test
    @DisplayName("holds one class per section, where a student's would be")
    void oneClassPerSection() {
        assertThat(ReferenceSubmission.sources())
                .containsOnlyKeys(
                        "student/MyHooks.java",
                        "student/MyInductionHeads.java",
                        "student/MyLensIntroduction.java",
                        "student/MyReverseEngineering.java");
    }

    @Test
    @DisplayName("names nothing of ours but what a student can see")
    void namesNothingPrivate() {
        assertThat(ReferenceSubmission.sources().values())
                .allSatisfy(source -> assertThat(source)
                        .startsWith("package student;")
                        .containsPattern("public final class My\\w+ implements")
                        .doesNotContain("hookworks.solutions")
                        .doesNotContain("class Reference"));
    }
}
