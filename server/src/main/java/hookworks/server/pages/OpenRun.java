package hookworks.server.pages;

import hookworks.server.grading.GradingRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The run that is being judged now, as a line that links to it; nothing where none is. */
record OpenRun(long id, long submission) {
    static Map<String, List<OpenRun>> of(Optional<GradingRun> open) {
        return Map.of(
                "open",
                open.map(run -> new OpenRun(run.id().value(), run.submission().value())).stream()
                        .toList());
    }
}
