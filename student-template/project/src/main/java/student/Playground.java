package student;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows what your exercises make of the course's small model: {@code mvn -q compile exec:exec} draws the figures of every
 * section whose exercises you have begun, and opens them in a browser where there is one.
 */
public final class Playground {
    private Playground() {}

    public static void main(String[] arguments) throws IOException {
        var playground = new hookworks.exercises.figures.Playground(Path.of("target", "playground"));
        for (Object section : List.of(new MyLensIntroduction(), new MyInductionHeads(), new MyHooks())) {
            var drawn = playground.draw(section);
            drawn.undrawn()
                    .forEach(line -> System.out.println(section.getClass().getSimpleName() + ": " + line));
            if (drawn.page().isPresent()) {
                show(drawn.page().get());
            }
        }
    }

    private static void show(Path page) throws IOException {
        System.out.println("drawn: " + page.toUri());
        if (!GraphicsEnvironment.isHeadless() && Desktop.isDesktopSupported()) {
            Desktop.getDesktop().browse(page.toUri());
        }
    }
}
