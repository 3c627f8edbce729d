package hookworks.grader.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a submission prints")
class StudentOutputTest {
    private final StudentOutput output = new StudentOutput();

    @Test
    @DisplayName("is swallowed as long as it is little")
    void little() {
        assertThatCode(() -> output.stream().println("x".repeat(1_000_000))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("stops the submission once it is too much, and ever after")
    void much() {
        String line = "x".repeat(1 << 20);
        assertThatExceptionOfType(StudentOutput.TooMuch.class).isThrownBy(() -> {
            for (int i = 0; i < 11; i++) {
                output.stream().println(line);
            }
        });
        assertThatExceptionOfType(StudentOutput.TooMuch.class)
                .isThrownBy(() -> output.stream().print('x'));
    }
}
