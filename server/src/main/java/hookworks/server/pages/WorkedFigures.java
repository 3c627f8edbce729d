package hookworks.server.pages;

import hookworks.course.Place;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures of the course's pages, drawn once in the background when the site opens. A page that comes first waits for
 * them. Thread-safe.
 */
public final class WorkedFigures {
    private static final Pattern PLACE = Place.of("figure");

    private final FutureTask<Map<String, String>> drawing;

    private WorkedFigures(Callable<Map<String, String>> drawing) {
        this.drawing = new FutureTask<>(drawing);
    }

    /**
     * Begins to draw.
     *
     * @param drawing gives each figure's HTML by its name
     */
    public static WorkedFigures begin(Callable<Map<String, String>> drawing) {
        var figures = new WorkedFigures(drawing);
        Thread.ofPlatform().daemon().name("worked-figures").start(figures.drawing);
        return figures;
    }

    /** No figures at all. */
    public static WorkedFigures none() {
        return begin(Map::of);
    }

    /** The figures that a page has a place for. */
    static List<String> placesIn(String html) {
        return PLACE.matcher(html).results().map(place -> place.group(1)).toList();
    }

    /**
     * Puts each figure where the page wants it.
     *
     * @throws IllegalStateException where the page names one that is not there, or drawing failed
     */
    String into(String html) {
        return PLACE.matcher(html).replaceAll(place -> Matcher.quoteReplacement(named(place.group(1))));
    }

    private String named(String name) {
        String html = drawn().get(name);
        if (html == null) {
            throw new IllegalStateException(
                    "the course has no figure '%s'; it has %s".formatted(name, drawn().keySet()));
        }
        return html;
    }

    private Map<String, String> drawn() {
        try {
            return drawing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the course's figures were being drawn", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the course's figures could not be drawn", e.getCause());
        }
    }
}
