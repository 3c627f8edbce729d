package hookworks.lens.plots;

/** What a figure shows: numbers and labels, already checked, without a drawing. Every case is immutable. */
public sealed interface Plot permits AttentionHeads, HeatMap, LineChart, Histogram, BarChart, ColouredText {
    /** The name of this kind in JSON and in the page: {@code heat-map}. */
    String kind();

    /** The plot with a title that states the finding, and a caption that says how it was made. */
    default Figure figure(String title, String caption) {
        return Figure.of(title, caption, this);
    }
}
