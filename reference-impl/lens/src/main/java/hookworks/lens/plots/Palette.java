package hookworks.lens.plots;

import java.util.ArrayList;
import java.util.List;

/** Every paint as a custom property for both themes, and the classes that fill and stroke with it. */
final class Palette {
    private Palette() {}

    static String css() {
        var css = new StringBuilder(".hw-svg, .hw-figure, .hw-page {\n");
        declare(css, paints());
        declare(css, onLevels());
        css.append("}\n");
        for (Paint paint : paints()) {
            String name = paint.property();
            css.append(".hw-svg .f-%s { fill: var(--hw-%s); }\n".formatted(name, name));
        }
        for (Paint text : onLevels()) {
            String name = text.property();
            css.append(".hw-svg .f-%s { fill: var(--hw-%s); }\n".formatted(name, name));
            css.append(".hw-svg .k-%s { stroke: var(--hw-%s); }\n".formatted(name, name));
        }
        for (Ink ink : Ink.values()) {
            css.append(".hw-svg .k-%s { stroke: var(--hw-%s); }\n".formatted(ink.property(), ink.property()));
        }
        return css.toString();
    }

    private static void declare(StringBuilder css, List<Paint> paints) {
        for (Paint paint : paints) {
            css.append("  --hw-%s: light-dark(%s, %s);\n"
                    .formatted(
                            paint.property(),
                            paint.colour(Theme.LIGHT).hex(),
                            paint.colour(Theme.DARK).hex()));
        }
    }

    private static List<Paint> paints() {
        var paints = new ArrayList<Paint>(List.of(Ink.values()));
        for (Ramp ramp : Ramp.values()) {
            for (int level = 0; level <= Ramp.STEPS; level++) {
                paints.add(new Paint.Level(ramp, level));
            }
        }
        return paints;
    }

    /** One for each pair of choices that occurs. */
    private static List<Paint> onLevels() {
        var names = new ArrayList<String>();
        var texts = new ArrayList<Paint>();
        for (Paint paint : paints()) {
            if (paint instanceof Paint.Level level) {
                var text = new Paint.OnLevel(level);
                if (!names.contains(text.property())) {
                    names.add(text.property());
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
