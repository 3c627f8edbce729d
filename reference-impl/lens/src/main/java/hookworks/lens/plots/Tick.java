package hookworks.lens.plots;

/**
 * A place on a number axis that has a name: a threshold, a baseline, chance, one model's score.
 *
 * @param value where, finite
 * @param label its name
 */
public record Tick(float value, String label) {
    public Tick {
        Checks.text("the label of a tick", label);
        Checks.finite("tick '%s'".formatted(label), value);
    }
}
