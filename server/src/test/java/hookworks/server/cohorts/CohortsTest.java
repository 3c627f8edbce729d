package hookworks.server.cohorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hookworks.server.Classroom;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("cohorts")
class CohortsTest {
    @Test
    @DisplayName("hold each student once, and are known by their names")
    void holdEachOnce(@TempDir Path folder) {
        try (var classroom = new Classroom(folder)) {
            var cohorts = new Cohorts(classroom.database, classroom.clock);
            CohortId autumn = cohorts.named("Autumn");
            CohortId spring = cohorts.named("Spring");
            cohorts.enrol(autumn, classroom.amara().id());
            cohorts.enrol(autumn, classroom.amara().id());
            cohorts.enrol(spring, classroom.amara().id());

            assertThat(classroom.count("enrolment")).isEqualTo(2);
            assertThat(cohorts.named("Autumn")).isEqualTo(autumn).isNotEqualTo(spring);
            assertThatThrownBy(() -> cohorts.named(" ")).hasMessageContaining("cohort ' ' cannot be used");
        }
    }
}
