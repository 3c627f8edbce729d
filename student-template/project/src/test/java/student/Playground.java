package student;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Shows what your exercises make of the course's small model: draws the figures of every section whose exercises you have
 * begun, and opens them in a browser where there is one. {@code mvn -q test -Dtest=Playground}, or run {@link #main}.
 */
final class Playground {
    private static final Path FOLDER = Path.of("target", "playground");

    public static void main(String[] arguments) throws IOException {
        for (Object section :
                List.of(new MyLensIntroduction(), new MyInductionHeads(), new MyHooks(), new MyReverseEngineering())) {
            draw(section);
        }
    }

    /** Not among the tests that run by themselves: its name does not end in Test. */
    @Test
    void draw() throws IOException {
        main(new String[0]);
    }

    private static void draw(Object section) throws IOException {
        var drawn = new hookworks.exercises.figures.Playground(FOLDER).draw(section);
        drawn.undrawn().forEach(line -> System.out.println(section.getClass().getSimpleName() + ": " + line));
        if (drawn.page().isPresent()) {
            System.out.println("drawn: " + drawn.page().get().toUri());
            if (!GraphicsEnvironment.isHeadless() && Desktop.isDesktopSupported()) {
                Desktop.getDesktop().browse(drawn.page().get().toUri());
            }
        }
    }
}
