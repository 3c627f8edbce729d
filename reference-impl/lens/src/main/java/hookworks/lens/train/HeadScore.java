package hookworks.lens.train;

/**
 * What one head attends to, as mean attention from 0 to 1; induction as Olsson et al. 2022 score it.
 *
 * @param layer from 0
 * @param head from 0
 * @param previous to the token before
 * @param current to the token itself
 * @param first to the first token
 * @param induction to the token after the previous copy of the current one: the mean of the whole diagonal, two of
 *     whose cells no induction can fill
 */
public record HeadScore(int layer, int head, double previous, double current, double first, double induction) {
    HeadScore plus(HeadScore other) {
        return new HeadScore(
                layer,
                head,
                previous + other.previous,
                current + other.current,
                first + other.first,
                induction + other.induction);
    }

    HeadScore times(double factor) {
        return new HeadScore(layer, head, previous * factor, current * factor, first * factor, induction * factor);
    }
}
