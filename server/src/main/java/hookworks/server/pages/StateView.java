package hookworks.server.pages;

import hookworks.grader.engine.report.Verdict;

/**
 * A state as icon, word and colour.
 *
 * @param kind names the colour in the style sheet
 */
public record StateView(String kind, String icon, String word) {
    static final StateView NOT_STARTED = new StateView("none", "○", "not started");
    static final StateView WAITING = new StateView("wait", "◷", "waiting");
    static final StateView RUNNING = new StateView("wait", "◷", "being judged");

    public static StateView of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> new StateView("pass", "✓", verdict.inWords());
            case FAILED, ERRORED, LIMIT_EXCEEDED -> new StateView("fail", "✗", verdict.inWords());
            case NOT_ATTEMPTED -> new StateView("none", "○", verdict.inWords());
            case NOT_JUDGED -> new StateView("ours", "⚠", verdict.inWords() + ", our fault");
        };
    }
}
