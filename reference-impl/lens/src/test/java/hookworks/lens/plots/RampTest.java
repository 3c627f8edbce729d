package hookworks.lens.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The colours of values")
class RampTest {
    private static final int MIDDLE = Ramp.STEPS / 2;

    /** CIE's lightness, 0..100: another measure than the one that the ramps are made with. */
    private static double lightness(Rgb colour) {
        double share = colour.luminance();
        return share > 216.0 / 24389 ? 116 * Math.cbrt(share) - 16 : share * 24389 / 27;
    }

    private static double lightness(Ramp ramp, Theme theme, int level) {
        return lightness(ramp.colour(theme, level));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    @DisplayName("run from the page's own colour in one direction of lightness, in even steps")
    void sequential(Theme theme) {
        assertThat(Ramp.SEQUENTIAL.colour(theme, 0)).isEqualTo(Ink.BG.colour(theme));
        double whole = lightness(Ramp.SEQUENTIAL, theme, Ramp.STEPS) - lightness(Ramp.SEQUENTIAL, theme, 0);
        assertThat(Math.abs(whole)).isGreaterThan(60);
        int quarter = Ramp.STEPS / 4;
        for (int level = 0; level < Ramp.STEPS; level++) {
            double step = lightness(Ramp.SEQUENTIAL, theme, level + 1) - lightness(Ramp.SEQUENTIAL, theme, level);
            assertThat(step * Math.signum(whole)).as("step %d", level).isPositive();
        }
        for (int start = 0; start < Ramp.STEPS; start += quarter) {
            double part = lightness(Ramp.SEQUENTIAL, theme, start + quarter) - lightness(Ramp.SEQUENTIAL, theme, start);
            assertThat(part / whole).as("quarter from %d", start).isCloseTo(0.25, within(0.05));
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    @DisplayName("are as light on one side of 0 as on the other, and farther from neutral the farther from 0")
    void diverging(Theme theme) {
        double towards =
                Math.signum(lightness(Ramp.DIVERGING, theme, Ramp.STEPS) - lightness(Ramp.DIVERGING, theme, MIDDLE));
        for (int distance = 1; distance <= MIDDLE; distance++) {
            double above = lightness(Ramp.DIVERGING, theme, MIDDLE + distance);
            double below = lightness(Ramp.DIVERGING, theme, MIDDLE - distance);
            assertThat(above).as("lightness %d from 0", distance).isCloseTo(below, within(3.5));
            assertThat((above - lightness(Ramp.DIVERGING, theme, MIDDLE + distance - 1)) * towards)
                    .isPositive();
            assertThat((below - lightness(Ramp.DIVERGING, theme, MIDDLE - distance + 1)) * towards)
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    @DisplayName("are orange below 0 and blue above it, never red or green")
    void hues(Theme theme) {
        Rgb lowest = Ramp.DIVERGING.colour(theme, 0);
        Rgb highest = Ramp.DIVERGING.colour(theme, Ramp.STEPS);
        assertThat(lowest.red()).isGreaterThan(lowest.green());
        assertThat(lowest.green()).isGreaterThan(lowest.blue());
        assertThat(highest.blue()).isGreaterThan(highest.green());
        assertThat(highest.green()).isGreaterThan(highest.red());
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    @DisplayName("carry text that can be read on every one of them")
    void contrastOfText(Theme theme) {
        for (Ramp ramp : Ramp.values()) {
            for (int level = 0; level <= Ramp.STEPS; level++) {
                var ground = new Paint.Level(ramp, level);
                double contrast = new Paint.OnLevel(ground).colour(theme).contrast(ground.colour(theme));
                assertThat(contrast).as("%s %d", ramp, level).isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    @DisplayName("of series, axes and words stand out from the page")
    void contrastOfInks(Theme theme) {
        Rgb page = Ink.BG.colour(theme);
        for (Ink ink : new Ink[] {Ink.BLUE, Ink.ORANGE, Ink.PURPLE, Ink.SOFT, Ink.INK}) {
            assertThat(ink.colour(theme).contrast(page)).as("%s", ink).isGreaterThanOrEqualTo(4.5);
        }
        assertThat(Ink.EDGE.colour(theme).contrast(page)).isGreaterThanOrEqualTo(3);
    }
}
