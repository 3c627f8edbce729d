package hookworks.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What the lens costs.
 *
 * @param device where it ran, as a setting
 * @param cases one per model and input size
 * @param generateMsPerToken median milliseconds for a token of the last model with its key-value cache
 * @param peakMib the most memory that a process held, in MiB; 0 where the system does not tell
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BenchmarkReport(String device, List<BenchmarkCase> cases, double generateMsPerToken, long peakMib) {
    public BenchmarkReport {
        cases = List.copyOf(cases);
    }

    /** One JSON object on one line, with snake-case names. */
    public String toJson() {
        try {
            return new JsonMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of numbers and names must be writable", e);
        }
    }
}
