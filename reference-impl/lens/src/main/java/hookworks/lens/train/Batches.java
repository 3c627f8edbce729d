package hookworks.lens.train;

import hookworks.lens.train.ToyRecipe.Phase;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws what each step is trained on. A step's batch depends on the seed and the step alone, so that training can
 * stop and go on anywhere. Every row begins with the special token and fills the context; one more token is drawn for
 * each, so that the last place is judged like the others.
 *
 * <p>A row of repeats is a chain of random blocks, each given twice, of varying length and behind a random stretch of
 * varying length: no distance is common enough to be learned by heart. Only what a repeat settles is judged.
 */
final class Batches {
    private final int[] text;
    private final int special;
    private final int positions;
    private final long seed;

    /** Draws from the ids of a text; ids below {@code special} are ordinary tokens. */
    Batches(int[] text, int special, int positions, long seed) {
        if (text.length <= positions) {
            throw new TrainingException("the text has %d tokens, too few for sequences of %d: use more text"
                    .formatted(text.length, positions));
        }
        this.text = text;
        this.special = special;
        this.positions = positions;
        this.seed = seed;
    }

    Batch at(int step, Phase phase) {
        RandomGenerator random = ofStep(step);
        var drawing = new Drawing(phase.textRows() + phase.repeatRows(), positions);
        for (int row = 0; row < phase.textRows(); row++) {
            addText(drawing, random);
        }
        int inText = drawing.judgedCount;
        for (int row = 0; row < phase.repeatRows(); row++) {
            addRepeats(drawing, phase, random);
        }
        return drawing.batch(inText);
    }

    /** Seeds are mixed twice, since generators of neighbouring seeds may run through the same numbers. */
    private RandomGenerator ofStep(int step) {
        long base = new SplittableRandom(seed).nextLong();
        return new SplittableRandom(new SplittableRandom(base ^ step).nextLong());
    }

    private void addText(Drawing drawing, RandomGenerator random) {
        int from = random.nextInt(text.length - positions);
        drawing.begin(special);
        for (int place = 0; place < positions; place++) {
            drawing.judgeNext(text[from + place]);
            drawing.put(text[from + place]);
        }
    }

    private void addRepeats(Drawing drawing, Phase phase, RandomGenerator random) {
        drawing.begin(special);
        int left = positions;
        while (left > 0) {
            int period = random.nextInt(phase.shortestPeriod(), phase.longestPeriod() + 1);
            int apart = Math.min(left, random.nextInt(0, period + 1));
            for (int place = 0; place < apart; place++) {
                drawing.put(random.nextInt(special));
            }
            left -= apart;
            left -= addRepeat(drawing, Math.min(period, left), left, random);
        }
    }

    /** Puts one block twice, as far as it fits, and tells how many tokens that took. */
    private int addRepeat(Drawing drawing, int period, int left, RandomGenerator random) {
        int length = Math.min(left, 2 * period);
        var block = new int[period];
        for (int place = 0; place < length; place++) {
            if (place < period) {
                block[place] = random.nextInt(special);
            } else if (place > period) {
                drawing.judgeNext(block[place - period]);
            }
            drawing.put(block[place % period]);
        }
        return length;
    }

    /** A batch that fills up, row after row; what is put beyond a row's end is dropped. */
    private static final class Drawing {
        private final long[] tokens;
        private final long[] judged;
        private final long[] next;
        private final int rows;
        private int put;
        private int rowEnd;
        private int judgedCount;

        Drawing(int rows, int positions) {
            this.rows = rows;
            this.tokens = new long[rows * positions];
            this.judged = new long[rows * positions];
            this.next = new long[rows * positions];
        }

        void begin(int token) {
            rowEnd += tokens.length / rows;
            put(token);
        }

        void put(int token) {
            if (put < rowEnd) {
                tokens[put++] = token;
            }
        }

        /** Judges the prediction made at the last token put. */
        void judgeNext(int token) {
            judged[judgedCount] = put - 1L;
            next[judgedCount++] = token;
        }

        Batch batch(int inText) {
            return new Batch(
                    tokens, rows, Arrays.copyOf(judged, judgedCount), Arrays.copyOf(next, judgedCount), inText);
        }
    }
}
