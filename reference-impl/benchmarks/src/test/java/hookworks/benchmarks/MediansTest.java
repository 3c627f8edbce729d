package hookworks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A median over rounds")
class MediansTest {
    @Test
    @DisplayName("is the middle round's figure, whatever the slowest one did")
    void odd() {
        List<double[]> rounds = List.of(new double[] {4}, new double[] {900}, new double[] {2});

        assertThat(Medians.over(rounds, round -> round[0])).isEqualTo(4);
    }

    @Test
    @DisplayName("lies between the two middle rounds where there are two")
    void even() {
        List<double[]> rounds = List.of(new double[] {4}, new double[] {1}, new double[] {2}, new double[] {8});

        assertThat(Medians.over(rounds, round -> round[0])).isEqualTo(3);
    }
}
