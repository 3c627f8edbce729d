package hookworks.lens.train;

import hookworks.lens.train.ToyRecipe.Descent;
import hookworks.lens.train.ToyRecipe.Phase;
import hookworks.lens.train.ToyRecipe.Size;
import hookworks.lens.train.ToyRecipe.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A recipe of seconds and a corpus of a page. */
final class Toy {
    static final Size SIZE = new Size(2, 24, 8, 16, 280);
    static final Descent DESCENT = new Descent(2e-2, 3, 0.9, 0.98, 0.1, 1);
    private static final Start START = new Start(0.5, 0.5, 1);

    private Toy() {}

    static ToyRecipe recipe(int steps) {
        return recipe(steps, DESCENT);
    }

    static ToyRecipe recipe(int steps, Descent descent) {
        int first = steps / 3;
        return new ToyRecipe(
                SIZE, START, descent, List.of(new Phase(first, 0, 4, 2, 4), new Phase(steps - first, 4, 2, 2, 7)), 11);
    }

    static Path corpus(Path folder) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Files.writeString(corpus.resolve("sea.txt"), text());
        return corpus;
    }

    static String text() {
        return "The ship went down to the sea,\nand the sea went down with the ship.\n\nIt's 1851; we’ll sail again! "
                .repeat(40);
    }
}
