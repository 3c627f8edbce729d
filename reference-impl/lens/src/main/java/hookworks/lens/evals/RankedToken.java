package hookworks.lens.evals;

import java.util.Locale;

/**
 * A token among all that could come next.
 *
 * @param rank how many are likelier, 0 for the likeliest; of equal ones the smaller number is before
 * @param token its number
 * @param text what it stands for alone
 * @param logit what the model gave it
 * @param probability of all, from 0 to 1
 */
public record RankedToken(int rank, long token, String text, float logit, double probability) {
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "rank %-5d logit %6.2f  probability %6.2f%%  token |%s|",
                rank,
                logit,
                100 * probability,
                text.replace("\n", "\\n"));
    }
}
