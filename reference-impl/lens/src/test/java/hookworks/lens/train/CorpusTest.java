package hookworks.lens.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A corpus")
class CorpusTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("is read from plain and packed files in the order of their names, other files ignored")
    void files() throws IOException {
        Files.writeString(folder.resolve("b.txt"), "second ".repeat(100));
        Files.writeString(folder.resolve("README.md"), "about it");
        try (var packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.txt.gz")))) {
            packed.write("first ".repeat(100).getBytes(StandardCharsets.UTF_8));
        }

        Corpus corpus = Corpus.read(folder);

        assertThat(corpus.learned()).hasSize(2);
        assertThat(corpus.learned().get(0)).startsWith("first first");
        assertThat(corpus.learned().get(1)).startsWith("second second");
    }

    @Test
    @DisplayName("keeps the last fiftieth of each file apart and loses nothing")
    void heldOut() throws IOException {
        String text = "word ".repeat(1000).strip();
        Files.writeString(folder.resolve("a.txt"), text);

        Corpus corpus = Corpus.read(folder);

        assertThat(corpus.learned().getFirst() + corpus.heldOut().getFirst()).isEqualTo(text);
        assertThat(corpus.heldOut().getFirst().length()).isBetween(95, 105);
    }

    @Test
    @DisplayName("joins the lines of a paragraph and keeps paragraphs apart")
    void lines() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "one\r\ntwo\n\n\nthree \n four\n\nx " + "end ".repeat(60));

        assertThat(Corpus.read(folder).learned().getFirst()).startsWith("one two\nthree four\nx end");
    }

    @Test
    @DisplayName("that is not there is named")
    void missing() {
        assertThatThrownBy(() -> Corpus.read(folder.resolve("nowhere")))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("no folder '%s'", folder.resolve("nowhere"))
                .hasMessageContaining("name one that holds the training text");
    }

    @Test
    @DisplayName("without a text file says what to put where")
    void empty() {
        assertThatThrownBy(() -> Corpus.read(folder))
                .isInstanceOf(TrainingException.class)
                .hasMessage("'%s' holds no .txt or .txt.gz file: put the training text there", folder);
    }

    @Test
    @DisplayName("with an empty or damaged file names the file")
    void damaged() throws IOException {
        Path file = folder.resolve("a.txt.gz");
        Files.writeString(file, "not packed");
        assertThatThrownBy(() -> Corpus.read(folder)).hasMessageStartingWith("cannot read '%s': ", file);

        Files.delete(file);
        Path plain = Files.writeString(folder.resolve("a.txt"), " \n");
        assertThatThrownBy(() -> Corpus.read(folder))
                .hasMessage("'%s' holds too little text to learn from: 0 characters", plain);
    }
}
