package hookworks.lens.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What the lens costs.
 *
 * @param device where it ran
 * @param cases one per model and input size
 */
public record BenchmarkReport(String device, List<BenchmarkCase> cases) {
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
