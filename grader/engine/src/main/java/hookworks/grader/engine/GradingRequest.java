package hookworks.grader.engine;

import hookworks.grader.protocol.SourceTree;
import java.util.List;

/**
 * One submission to judge.
 *
 * @param sources what the student wrote
 * @param exercises slugs to judge, in this order
 * @param seed decides every hidden input of the run
 */
public record GradingRequest(SourceTree sources, List<String> exercises, long seed) {
    public GradingRequest {
        exercises = List.copyOf(exercises);
    }
}
