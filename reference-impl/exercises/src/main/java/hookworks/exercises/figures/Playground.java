package hookworks.exercises.figures;

import ai.djl.Device;
import hookworks.exercises.CourseSection;
import hookworks.exercises.NotImplementedYet;
import hookworks.lens.HookedTransformer;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HtmlPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws what an implementation of a section makes of the bundled model, into a page for a browser. */
public final class Playground {
    private final Path folder;

    /** Pages go into that folder, which is made where it is missing. */
    public Playground(Path folder) {
        this.folder = folder;
    }

    /**
     * What came of one section.
     *
     * @param page the file with the figures; none where no exercise that has one is implemented
     * @param undrawn why a figure is missing, each in a line
     */
    public record Drawn(Optional<Path> page, List<String> undrawn) {
        public Drawn {
            undrawn = List.copyOf(undrawn);
        }
    }

    /**
     * Draws every figure of a section that can be drawn.
     *
     * @param implementation of a section's interface
     */
    public Drawn draw(Object implementation) throws IOException {
        var figures = new ArrayList<Figure>();
        var undrawn = new ArrayList<String>();
        try (HookedTransformer model = HookedTransformer.bundled(Device.cpu())) {
            for (Sketch sketch : CourseFigures.of(implementation, model)) {
                try {
                    figures.add(sketch.draw());
                } catch (NotImplementedYet e) {
                    undrawn.add("'%s' waits for %s".formatted(sketch.name(), sketch.exercise()));
                } catch (RuntimeException e) {
                    undrawn.add(
                            "'%s' could not be drawn, look at %s: %s".formatted(sketch.name(), sketch.exercise(), e));
                } finally {
                    model.resetAllHooks();
                }
            }
        }
        return new Drawn(figures.isEmpty() ? Optional.empty() : Optional.of(written(implementation, figures)), undrawn);
    }

    private Path written(Object implementation, List<Figure> figures) throws IOException {
        String section = CourseSection.implementedBy(implementation).api().getSimpleName();
        Path page = Files.createDirectories(folder).resolve(section + ".html");
        HtmlPage.write(page, "Your " + section, figures);
        return page;
    }
}
