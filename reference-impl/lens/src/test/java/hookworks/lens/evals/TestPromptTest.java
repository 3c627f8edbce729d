package hookworks.lens.evals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.SmallModel;
import hookworks.lens.tokens.Bos;
import hookworks.lens.tokens.Tokenizer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("A prompt with a known answer")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestPromptTest {
    private static final String PROMPT = "water stone night garden window water stone night garden";

    private final HookedTransformer model = HookedTransformer.bundled(Device.cpu());
    private final Tokenizer tokenizer = model.texts().tokenizer();

    @AfterAll
    void close() {
        model.close();
    }

    /** What the model gives every token after these. */
    private float[] logitsAfter(long[] tokens) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray logits = model.forward(manager.create(new long[][] {tokens}));
            return logits.get(0, tokens.length - 1).toFloatArray();
        }
    }

    private static void judges(RankedToken found, long token, float[] logits) {
        double mass = 0;
        int larger = 0;
        for (float logit : logits) {
            mass += Math.exp(logit);
            larger += logit > logits[(int) token] ? 1 : 0;
        }
        assertThat(found.token()).isEqualTo(token);
        assertThat(found.rank()).isEqualTo(larger);
        assertThat(found.logit()).isCloseTo(logits[(int) token], within(1e-5f));
        assertThat(found.probability()).isCloseTo(Math.exp(logits[(int) token]) / mass, within(1e-6));
    }

    @Test
    @DisplayName("is judged by each token of the answer, after those before it")
    void oneAnswer() {
        String answer = "window and nowhere";
        long[] wanted = tokenizer.toTokens(" " + answer, Bos.NONE);
        assertThat(wanted).hasSizeGreaterThan(2);
        PromptReport report = TestPrompt.of(model).run(PROMPT, answer);
        assertThat(report.steps()).hasSize(wanted.length);
        long[] soFar = tokenizer.toTokens(PROMPT, Bos.PREPEND);
        for (int step = 0; step < wanted.length; step++) {
            float[] logits = logitsAfter(soFar);
            judges(report.steps().get(step).answers().getFirst(), wanted[step], logits);
            for (RankedToken top : report.steps().get(step).top()) {
                judges(top, top.token(), logits);
            }
            assertThat(report.steps().get(step).top())
                    .extracting(RankedToken::rank)
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            soFar = LongStream.concat(LongStream.of(soFar), LongStream.of(wanted[step]))
                    .toArray();
        }
        assertThat(report.ranks()).hasSize(wanted.length).allMatch(ranks -> ranks.size() == 1);
    }

    @Test
    @DisplayName("ranks higher where the bundled model has seen it follow before")
    void repeated() {
        TestPrompt asking = TestPrompt.of(model);
        int seen = asking.run(PROMPT, "window").ranks().getFirst().getFirst();
        int unseen = asking.run("water stone night garden", "window")
                .ranks()
                .getFirst()
                .getFirst();
        assertThat(seen).isLessThan(unseen);
    }

    @Test
    @DisplayName("compares several answers by their first tokens")
    void severalAnswers() {
        PromptReport report = TestPrompt.of(model).withTopK(3).run(PROMPT, List.of("window", "stone wall", " sea"));
        float[] logits = logitsAfter(tokenizer.toTokens(PROMPT, Bos.PREPEND));
        assertThat(report.steps()).hasSize(1);
        List<RankedToken> answers = report.steps().getFirst().answers();
        assertThat(answers).hasSize(3);
        List<String> spelled = List.of(" window", " stone wall", " sea");
        for (int place = 0; place < 3; place++) {
            judges(answers.get(place), tokenizer.toTokens(spelled.get(place), Bos.NONE)[0], logits);
            assertThat(String.join("", report.answerTokens().get(place))).isEqualTo(spelled.get(place));
        }
        assertThat(report.steps().getFirst().top()).hasSize(3);
        assertThat(report.ranks().getFirst())
                .isEqualTo(answers.stream().map(RankedToken::rank).toList());
    }

    @Test
    @DisplayName("begins with a BOS as the model has it, or as is asked")
    void bos() {
        TestPrompt asking = TestPrompt.of(model).withTopK(0);
        assertThat(asking.run(PROMPT, "window").promptTokens()).startsWith("<|endoftext|>", "w");
        PromptReport without = asking.withBos(Bos.NONE).run(PROMPT, "window");
        assertThat(without.promptTokens()).doesNotContain("<|endoftext|>");
        judges(
                without.steps().getFirst().answers().getFirst(),
                tokenizer.toTokens(" window", Bos.NONE)[0],
                logitsAfter(tokenizer.toTokens(PROMPT, Bos.NONE)));
        assertThat(asking.run("", "window").promptTokens()).containsExactly("<|endoftext|>");
    }

    @Test
    @DisplayName("takes answers as they are given, if asked to")
    void asGiven() {
        PromptReport report =
                TestPrompt.of(model).withAnswersAsGiven().withTopK(0).run("the wat", List.of("er", " er"));
        assertThat(report.answerTokens()).containsExactly(List.of("er"), tokenizer.toStrTokens(" er", Bos.NONE));
        assertThat(TestPrompt.of(model).run("the", " sea").answerTokens())
                .isEqualTo(TestPrompt.of(model).run("the", "sea").answerTokens());
    }

    @Test
    @DisplayName("is reported in lines that a person can read")
    void report() {
        var right = new RankedToken(1, 7, " sea\n", 2.5f, 0.251);
        var top = new RankedToken(0, 3, " sky", -12, 0.5);
        var report = new PromptReport(
                List.of("<s>", "\n the"),
                List.of(List.of(" sea\n")),
                List.of(new PromptReport.Step(List.of(right), List.of(top, right))));
        assertThat(report).hasToString("""
                prompt: ['<s>', '\\n the']
                answer: [' sea\\n']
                answer  rank 1     logit   2.50  probability  25.10%  token | sea\\n|
                  top   rank 0     logit -12.00  probability  50.00%  token | sky|
                  top   rank 1     logit   2.50  probability  25.10%  token | sea\\n|
                ranks of the answers: [[1]]""");
    }

    @Test
    @DisplayName("ranks tokens of hand-made logits, the smaller number first where they are equal")
    void ranking() {
        float[] logits = {0, (float) Math.log(2), 0, (float) Math.log(4)};
        var ranking = new TokenRanking(logits, token -> "t" + token);
        assertThat(ranking.top(4)).extracting(RankedToken::token).containsExactly(3L, 1L, 0L, 2L);
        assertThat(ranking.top(4)).extracting(RankedToken::text).containsExactly("t3", "t1", "t0", "t2");
        assertThat(ranking.of(2)).satisfies(last -> {
            assertThat(last.rank()).isEqualTo(3);
            assertThat(last.logit()).isZero();
            assertThat(last.probability()).isCloseTo(1.0 / 8, within(1e-7));
        });
        assertThat(ranking.of(3).probability()).isCloseTo(0.5, within(1e-7));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new TokenRanking(new float[] {1, Float.NaN}, token -> ""));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new TokenRanking(new float[] {1, Float.POSITIVE_INFINITY}, token -> ""));
    }

    @Test
    @DisplayName("is refused where there is no answer, nothing to go on, or no tokenizer")
    void refuses() {
        TestPrompt asking = TestPrompt.of(model);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asking.run(PROMPT, List.of()))
                .withMessage("there is no answer to look for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asking.run(PROMPT, List.of("sea", "")))
                .withMessage("an answer must not be empty, got ['sea', '']");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asking.withBos(Bos.NONE).run("", "sea"))
                .withMessageContaining("no token to predict from");
        assertThatIllegalArgumentException().isThrownBy(() -> asking.withTopK(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asking.withTopK(2049))
                .withMessage("top_k must be 0 to d_vocab_out=2048, got 2049");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asking.run("sea ".repeat(200), "sea"))
                .withMessageContaining("128");
        try (var bare = SmallModel.load()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> TestPrompt.of(bare).withTopK(1).run("a", "b"))
                    .withMessageContaining("no tokenizer");
        }
    }
}
