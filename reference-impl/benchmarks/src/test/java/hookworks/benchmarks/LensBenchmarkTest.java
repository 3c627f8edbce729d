package hookworks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.config.ActivationFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

@DisplayName("The benchmark of the lens")
class LensBenchmarkTest {
    @Test
    @DisplayName("measures every workload and says so in one JSON object on one line")
    void measures() throws Exception {
        var seen = new ArrayList<BenchmarkCase>();
        var report = new LensBenchmark("cpu", seen::add).run(List.of(new Workload(SmallModels.SHORTFORMER, 2, 16, 3)));

        assertThat(report.toJson()).doesNotContain("\n");
        var whole = new JsonMapper().readTree(report.toJson());
        assertThat(whole.get("generate_ms_per_token").asDouble()).isNotZero();
        var cases = whole.get("cases");
        assertThat(cases).hasSize(1);
        assertThat(seen).isEqualTo(report.cases());
        assertThat(cases.get(0).get("model").asText()).isEqualTo("2x24");
        assertThat(cases.get(0).get("batch").asInt()).isEqualTo(2);
        assertThat(cases.get(0).get("positions").asInt()).isEqualTo(16);
        assertThat(cases.get(0).get("rounds").asInt()).isEqualTo(3);
        for (String figure : List.of(
                "loop_ms", "forward_ms", "forward_over_loop", "cache_ms", "hooks_ms", "stop_before_unembed_ms")) {
            assertThat(cases.get(0).get(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(whole.get("peak_mib").asLong())
                .isGreaterThan(50)
                .isGreaterThanOrEqualTo(cases.get(0).get("peak_mib").asLong());
    }

    @Test
    @DisplayName("refuses to time a loop that computes something other than the model")
    void refusesUnequalContenders() {
        var exact = new Workload(SmallModels.gpt2(ActivationFunction.RELU), 1, 5, 1);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new LensBenchmark("cpu", done -> {}).run(List.of(exact)))
                .havingCause()
                .isInstanceOf(RunnerException.class)
                .satisfies(e -> assertThat(e).hasStackTraceContaining("they do not compute the same"));
    }
}
