package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hookworks.exercises.Hooks;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The suite launcher")
final class SuiteLauncherTest {
    private static final List<String> HOOK = List.of("induction-score-hook");

    private final SuiteLauncher sample = new SuiteLauncher(Suites.below("hookworks.grader.samplesuites"));

    @Test
    @DisplayName("tells of each exercise and check in order, with what a check threw")
    void reportsInOrder() {
        var lines = launch(sample, answering(), 1).lines();

        assertThat(lines).hasSize(4).startsWith("started induction-score-hook", "has a subject: passed");
        assertThat(lines.get(2)).startsWith("draws from the seed: drew ");
        assertThat(lines.get(3)).isEqualTo("finished induction-score-hook");
    }

    @Test
    @DisplayName("gives a check the same inputs under the same seed, and others under another")
    void repeatsUnderTheSameSeed() {
        var once = launch(sample, answering(), 1).lines();

        assertThat(launch(sample, answering(), 1).lines()).isEqualTo(once);
        assertThat(launch(sample, answering(), 2).lines()).isNotEqualTo(once);
    }

    @Test
    @DisplayName("passes on what the subject threw, as it was thrown, for every check")
    void passesOnWhatTheSubjectThrew() {
        var lost = new IllegalArgumentException("the worker is gone");

        var problems = launch(
                        sample,
                        new Subject() {
                            @Override
                            public <T> T implementing(Class<T> api) {
                                throw lost;
                            }
                        },
                        1)
                .problems();

        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.problem()).containsSame(lost));
    }

    @Test
    @DisplayName("throws where a suite skips a check, since that is our fault")
    void skippedChecksAreOurFault() {
        var launcher = new SuiteLauncher(Suites.below("hookworks.grader.emptysuites"));

        assertThatThrownBy(() -> launch(launcher, answering(), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was skipped");
    }

    @Test
    @DisplayName("throws before anything runs where an exercise has no suite")
    void unknownExercise() {
        var listener = new RecordingListener();

        assertThatThrownBy(() -> sample.launch(List.of("induction-score-hook", "no-such"), answering(), 1, listener))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'no-such'")
                .hasMessageContaining("[induction-score-hook]");
        assertThat(listener.lines()).isEmpty();
    }

    private static RecordingListener launch(SuiteLauncher launcher, Subject subject, long seed) {
        var listener = new RecordingListener();
        launcher.launch(HOOK, subject, seed, listener);
        return listener;
    }

    private static Subject answering() {
        Hooks stub = new Hooks() {};
        return new Subject() {
            @Override
            public <T> T implementing(Class<T> api) {
                return api.cast(stub);
            }
        };
    }
}
