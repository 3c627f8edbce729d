package hookworks.lens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LensBenchmarkTest {
    @Test
    @DisplayName("measures every workload and says so in one JSON object on one line")
    void measures() throws Exception {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(2)
                .nHeads(3)
                .dModel(24)
                .nCtx(16)
                .dVocab(50)
                .build();
        var gpt2Style = HookedTransformerConfig.builder()
                .nLayers(3)
                .nHeads(2)
                .dModel(24)
                .nCtx(16)
                .dVocab(50)
                .mlp(new MlpConfig(40, ActivationFunction.GELU_NEW, false))
                .build();
        var report = new LensBenchmark(Device.cpu(), Duration.ZERO)
                .run(List.of(new LensBenchmark.Workload(gpt2Style, 1, 5), new LensBenchmark.Workload(config, 2, 16)));

        assertThat(report.toJson()).doesNotContain("\n");
        var whole = new JsonMapper().readTree(report.toJson());
        assertThat(whole.get("generate_ms_per_token").asDouble()).isPositive();
        assertThat(whole.get("peak_mib").asLong()).isPositive();
        var cases = new JsonMapper().readTree(report.toJson()).get("cases");
        assertThat(cases).hasSize(2);
        assertThat(cases.get(1).get("model").asText()).isEqualTo("2x24");
        assertThat(cases.get(1).get("positions").asInt()).isEqualTo(16);
        assertThat(cases.get(1).get("rounds").asInt()).isEqualTo(5);
        for (String time : List.of(
                "loop_ms", "forward_ms", "forward_over_loop", "cache_ms", "hooks_ms", "stop_before_unembed_ms")) {
            assertThat(cases.get(1).get(time).asDouble()).as(time).isPositive();
        }
    }
}
