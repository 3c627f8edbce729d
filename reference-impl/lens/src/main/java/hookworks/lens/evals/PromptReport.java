package hookworks.lens.evals;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model made of a prompt's answer.
 *
 * @param promptTokens the prompt as the model read it
 * @param answerTokens each answer as tokens, all of them
 * @param steps one for each token of a single answer, or one for the first tokens of several
 */
public record PromptReport(List<String> promptTokens, List<List<String>> answerTokens, List<Step> steps) {
    public PromptReport {
        promptTokens = List.copyOf(promptTokens);
        answerTokens = answerTokens.stream().map(List::copyOf).toList();
        steps = List.copyOf(steps);
    }

    /**
     * One prediction.
     *
     * @param answers the token that was hoped for, one for each answer, in their order
     * @param top the likeliest ones
     */
    public record Step(List<RankedToken> answers, List<RankedToken> top) {
        public Step {
            answers = List.copyOf(answers);
            top = List.copyOf(top);
        }
    }

    /** The ranks of each step's answers: {@code ranks().get(0).get(0)} is 0 where the model had it right at once. */
    public List<List<Integer>> ranks() {
        return steps.stream()
                .map(step -> step.answers().stream().map(RankedToken::rank).toList())
                .toList();
    }

    /** The report in lines, for a terminal. */
    @Override
    public String toString() {
        var text = new StringBuilder("prompt: ").append(quoted(promptTokens));
        answerTokens.forEach(answer -> text.append("\nanswer: ").append(quoted(answer)));
        for (Step step : steps) {
            step.answers().forEach(answer -> text.append("\nanswer  ").append(answer));
            step.top().forEach(token -> text.append("\n  top   ").append(token));
        }
        return text.append("\nranks of the answers: ").append(ranks()).toString();
    }

    private static String quoted(List<String> tokens) {
        return tokens.stream()
                .map(token -> "'" + token.replace("\n", "\\n") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
