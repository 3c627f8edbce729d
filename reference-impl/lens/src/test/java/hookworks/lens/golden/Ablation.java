package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.hooks.Hook;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Such as {@code mean_z_L0H2/logits}: the head's z replaced by its mean over batch and position. */
record Ablation(String kind, String point, int layer, int head) {
    private static final Pattern NAME = Pattern.compile("(mean|zero)_([a-z]+)_L(\\d+)H(\\d+)/logits");

    static Ablation parse(String name) {
        var matcher = NAME.matcher(name);
        assertThat(matcher.matches()).as("ablation name %s", name).isTrue();
        return new Ablation(
                matcher.group(1),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)));
    }

    Hook hook() {
        UnaryOperator<NDArray> ablated = kind.equals("zero")
                ? NDArray::zerosLike
                : value -> value.mean(new int[] {0}, true)
                        .mean(new int[] {1}, true)
                        .broadcast(value.getShape());
        return Hook.replacing("blocks.%d.attn.hook_%s".formatted(layer, point), (value, where) -> {
            var index = new NDIndex(":, :, {}", head);
            NDArray changed = value.duplicate();
            changed.set(index, ablated.apply(value.get(index)));
            return changed;
        });
    }
}
