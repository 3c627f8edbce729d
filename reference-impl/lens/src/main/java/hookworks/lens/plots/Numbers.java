package hookworks.lens.plots;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as words: rounded where they are drawn, as they were given where they are listed. */
final class Numbers {
    private static final double TINY = 1e-3;
    private static final double HUGE = 1e6;

    private Numbers() {}

    /** Three significant digits or so, with a true minus sign. */
    static String shown(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size < TINY || size >= HUGE) {
            return signed(String.format(Locale.ROOT, "%.2e", value));
        }
        int decimals = size >= 100 ? 1 : size >= 1 ? 2 : 3;
        return signed(BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString());
    }

    /** For a cell of a heat map. */
    static String twoDecimals(double value) {
        String shown = signed(String.format(Locale.ROOT, "%.2f", value));
        return shown.equals("−0.00") ? "0.00" : shown;
    }

    /** Every digit that the number has. */
    static String exact(float value) {
        return Float.isNaN(value) ? "" : Float.toString(value);
    }

    /** A coordinate. */
    static String length(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String signed(String number) {
        return number.replace('-', '−');
    }
}
