package hookworks.lens.plots;

import java.util.List;
import java.util.Optional;

/**
 * Series over a shared row of places.
 *
 * @param series at most four, of one length
 * @param places what the places are
 * @param measure what the numbers are, with their unit
 * @param bands stretches to shade, such as the first and the second half
 * @param reference a horizontal line, such as chance
 * @param marks places to point out by a vertical line; {@code value} counts places from 0
 */
public record LineChart(
        List<Series> series, Axis places, String measure, List<Band> bands, Optional<Tick> reference, List<Tick> marks)
        implements Plot {
    /**
     * A stretch of places.
     *
     * @param first its first place, from 0
     * @param last its last place, still included
     * @param label what it is called
     */
    public record Band(int first, int last, String label) {}

    public LineChart {
        series = Series.alike(series);
        Checks.text("the measure", measure);
        bands = List.copyOf(bands);
        marks = List.copyOf(marks);
        int count = series.getFirst().values().size();
        places.require(count);
        for (Band band : bands) {
            if (band.first() < 0 || band.last() < band.first() || band.last() >= count) {
                throw new IllegalArgumentException("%s is not a stretch of %d places".formatted(band, count));
            }
        }
        for (Tick mark : marks) {
            if (mark.value() < 0 || mark.value() > count - 1) {
                throw new IllegalArgumentException("%s is not among %d places".formatted(mark, count));
            }
        }
    }

    /** Over positions that are counted from 0. {@code measure} is what the numbers are, with their unit. */
    public static LineChart of(String measure, Series... series) {
        return new LineChart(
                List.of(series), Axis.counted("position"), measure, List.of(), Optional.empty(), List.of());
    }

    /** Names the places, and labels each or none. */
    public LineChart withPlaces(Axis places) {
        return new LineChart(series, places, measure, bands, reference, marks);
    }

    /** Stretches of places to shade. */
    public LineChart withBands(List<Band> bands) {
        return new LineChart(series, places, measure, bands, reference, marks);
    }

    /** A horizontal line, such as chance, with its name. */
    public LineChart withReference(Tick reference) {
        return new LineChart(series, places, measure, bands, Optional.of(reference), marks);
    }

    /** Places to point out by a vertical line; values count places from 0. */
    public LineChart withMarks(List<Tick> marks) {
        return new LineChart(series, places, measure, bands, reference, marks);
    }

    int placeCount() {
        return series.getFirst().values().size();
    }

    @Override
    public String kind() {
        return "line-chart";
    }
}
