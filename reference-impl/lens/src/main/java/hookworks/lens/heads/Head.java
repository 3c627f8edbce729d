package hookworks.lens.heads;

/** An attention head by its place, printed as {@code 1.4}. */
public record Head(int layer, int index) {
    @Override
    public String toString() {
        return layer + "." + index;
    }
}
