package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.lens.train.ModelCard;
import hookworks.lens.train.ToyRecipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("hookworks train-toy and model-card")
final class ToyCommandsTest {
    private static final ToyRecipe TINY = new ToyRecipe(
            new ToyRecipe.Size(2, 16, 8, 32, 270),
            new ToyRecipe.Start(0.5, 0.5, 1),
            ToyRecipe.bundled().descent(),
            List.of(new ToyRecipe.Phase(6, 2, 2, 2, 8)),
            1);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        var device = new DeviceSetting();
        CommandLine line = Hookworks.commandLine(device, new TrainToyCommand(TINY), new ModelCardCommand(device));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private static Path corpus(Path folder) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Files.writeString(corpus.resolve("sea.txt"), "The whale swam on and the ship came after it. ".repeat(400));
        return corpus;
    }

    @Test
    @DisplayName("train a model into a folder with a bar and a plot, and measure it from there")
    void trains(@TempDir Path folder) throws IOException {
        Path corpus = corpus(folder);
        Path model = folder.resolve("toy");

        assertThat(run("train-toy", "--corpus", corpus.toString(), "--out", model.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("[##############################] 6/6  text ");
        assertThat(model).isDirectoryContaining("glob:**losses.html");
        assertThat(Files.readString(model.resolve("losses.html"))).contains("repeats, where they are settled");

        Path card = folder.resolve("card.json");
        assertThat(run(
                        "model-card",
                        "--model",
                        model.toString(),
                        "--corpus",
                        corpus.toString(),
                        "--json",
                        card.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("bits per byte of held-out text:");
        assertThat(ModelCard.fromJson(Files.readString(card)).facts().heads()).hasSize(4);
    }

    @Test
    @DisplayName("measure the bundled model where none is named")
    void bundled() {
        assertThat(run("model-card")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("strongest K-composition: 0.0 with 1.")
                .contains("give --corpus DIR");
    }

    @Test
    @DisplayName("say in words what is missing, and end with 2")
    void refuses(@TempDir Path folder) throws IOException {
        assertThat(run("train-toy", "--corpus", folder.resolve("no").toString(), "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("name one that holds the training text");
        Files.writeString(folder.resolve("config.json"), "{}");
        assertThat(run("model-card", "--model", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot measure '%s'".formatted(folder));
        assertThat(run("train-toy")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required options: '--corpus=DIR', '--out=DIR'");
    }
}
