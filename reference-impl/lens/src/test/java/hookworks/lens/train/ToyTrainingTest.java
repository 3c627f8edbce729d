package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.train.ToyRecipe.Descent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Training a toy model")
class ToyTrainingTest {
    private static final int STEPS = 30;

    @TempDir
    private Path folder;

    private Path corpus;

    @BeforeEach
    void writeCorpus() throws IOException {
        corpus = Toy.corpus(folder);
    }

    @Test
    @DisplayName("lowers the loss on text far below guessing")
    void learns() {
        var losses = new ArrayList<Double>();

        ToyTraining.run(
                Toy.recipe(STEPS),
                corpus,
                folder.resolve("out"),
                report -> Optional.ofNullable(report.textLoss()).ifPresent(losses::add));

        assertThat(losses).as("text comes with the second phase").hasSize(2 * STEPS / 3);
        assertThat(losses.getFirst()).isGreaterThan(Math.log(Toy.SIZE.dVocab()));
        assertThat(losses.getLast()).isLessThan(losses.getFirst() - 1.5);
    }

    @Test
    @DisplayName("gives the same files for the same seed, and other weights for another")
    void repeatable() throws IOException {
        ToyTraining.run(Toy.recipe(STEPS), corpus, folder.resolve("once"), TrainingProgress.silent());
        ToyTraining.run(Toy.recipe(STEPS), corpus, folder.resolve("again"), TrainingProgress.silent());
        ToyTraining.run(Toy.recipe(STEPS).withSeed(12), corpus, folder.resolve("other"), TrainingProgress.silent());

        assertSameFiles("once", "again");
        assertThat(folder.resolve("other/tokenizer.json"))
                .hasSameBinaryContentAs(folder.resolve("once/tokenizer.json"));
        assertThat(Files.mismatch(
                        folder.resolve("other/weights.safetensors"), folder.resolve("once/weights.safetensors")))
                .isNotNegative();
    }

    @Test
    @DisplayName("that was broken off goes on from its checkpoint and ends as if it had not been")
    void resumes() throws IOException {
        Path out = folder.resolve("broken");
        assertThatThrownBy(() -> ToyTraining.run(Toy.recipe(STEPS), corpus, out, report -> {
                    if (report.step() == 17) {
                        throw new IllegalStateException("the power went");
                    }
                }))
                .hasMessage("the power went");
        var stepsAfter = new ArrayList<Integer>();
        ToyTraining.run(Toy.recipe(STEPS), corpus, out, report -> stepsAfter.add(report.step()));
        ToyTraining.run(Toy.recipe(STEPS), corpus, folder.resolve("whole"), TrainingProgress.silent());

        assertThat(stepsAfter).startsWith(10).endsWith(29).hasSize(20);
        assertSameFiles("broken", "whole");
    }

    @Test
    @DisplayName("leaves the files of a model, and no checkpoint")
    void files() throws IOException {
        Path out = folder.resolve("out");
        ToyTraining.run(Toy.recipe(STEPS), corpus, out, TrainingProgress.silent());

        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "weights.safetensors",
                            "config.json",
                            "tokenizer.json",
                            "tokenizer_config.json",
                            "training.json");
        }
        JsonNode record = JsonMapper.builder()
                .build()
                .readTree(out.resolve("training.json").toFile());
        assertThat(record.at("/recipe/seed").asInt()).isEqualTo(11);
        assertThat(record.at("/steps").asInt()).isEqualTo(STEPS);
        assertThat(record.at("/history")).hasSize(STEPS);
        assertThat(record.at("/history/0/text").isNull()).isTrue();
        assertThat(record.at("/history/29/repeat").isNumber()).isTrue();
        assertThat(record.at("/history/29/previous").asDouble()).isBetween(0.05, 1.0);
        assertThat(record.at("/history/29/induction").asDouble()).isBetween(0.01, 1.0);
    }

    @Test
    @DisplayName("stops loudly where the loss is no longer a number")
    void diverges() {
        var bold = new Descent(1e30, 0, 0.9, 0.98, 0, 1);
        assertThatThrownBy(() -> ToyTraining.run(
                        Toy.recipe(STEPS, bold), corpus, folder.resolve("out"), TrainingProgress.silent()))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("training stopped at step 1: the loss on repeats is")
                .hasMessageContaining("lower the learning rate");
        assertThat(folder.resolve("out/weights.safetensors")).doesNotExist();
    }

    @Test
    @DisplayName("refuses a folder where another recipe's checkpoint lies")
    void otherRecipe() {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> ToyTraining.run(Toy.recipe(STEPS), corpus, out, report -> {
                    if (report.step() == 12) {
                        throw new IllegalStateException("the power went");
                    }
                }))
                .hasMessage("the power went");
        assertThatThrownBy(
                        () -> ToyTraining.run(Toy.recipe(STEPS).withSeed(12), corpus, out, TrainingProgress.silent()))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("'%s' holds a checkpoint of another recipe", out);
    }

    @Test
    @DisplayName("refuses a corpus that is not there before it writes anything")
    void noCorpus() {
        assertThatThrownBy(() -> ToyTraining.run(
                        Toy.recipe(STEPS), folder.resolve("nowhere"), folder.resolve("out"), TrainingProgress.silent()))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("no folder");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private void assertSameFiles(String one, String other) {
        for (String file : List.of("weights.safetensors", "config.json", "tokenizer.json", "training.json")) {
            assertThat(folder.resolve(one).resolve(file))
                    .hasSameBinaryContentAs(folder.resolve(other).resolve(file));
        }
    }
}
