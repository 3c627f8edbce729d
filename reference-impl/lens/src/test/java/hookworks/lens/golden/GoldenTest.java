package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the reference library recorded of its models, computed again. */
class GoldenTest {
    private static final List<Consumer<GoldenCase>> CHECKS = List.of(
            RunChecks::check,
            GradientChecks::check,
            FactoredChecks::check,
            StackChecks::check,
            ProcessChecks::check,
            GenerationChecks::check,
            PatchChecks::check);

    static Stream<Path> cases() throws IOException {
        return GoldenCase.folders();
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("reproduces every recorded tensor, and leaves none out")
    void reproducesTheReference(Path folder) {
        try (GoldenCase golden = GoldenCase.open(folder)) {
            CHECKS.forEach(check -> check.accept(golden));

            System.out.println(golden.report());
            assertThat(golden.untouched())
                    .as("recorded tensors of %s that no check compares", folder)
                    .isEmpty();
        }
    }
}
