package hookworks.grader.suites.proof;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Random;

/** Ways to fill in an answer of the right form without thinking. */
enum Cheat {
    ZEROS("zeros") {
        @Override
        double number(Random random) {
            return 0;
        }
    },
    ONES("ones") {
        @Override
        double number(Random random) {
            return 1;
        }
    },
    CONSTANT("one half everywhere") {
        @Override
        double number(Random random) {
            return 0.5;
        }
    },
    NAN("NaN") {
        @Override
        double number(Random random) {
            return Double.NaN;
        }
    },
    RANDOM("random numbers") {
        @Override
        double number(Random random) {
            return random.nextGaussian();
        }
    };

    private final String words;

    Cheat(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** One made-up number. */
    abstract double number(Random random);

    /** A tensor of the same shape and dtype, made up cell by cell; belongs to the same manager. */
    NDArray tensor(NDArray answer, Random random) {
        DataType type = answer.getDataType();
        float[] cells = new float[Math.toIntExact(answer.size())];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = (float) number(random);
        }
        try (NDArray made = answer.getManager().create(cells, answer.getShape())) {
            if (type == DataType.BOOLEAN) {
                try (NDArray zero = made.zerosLike()) {
                    return made.gt(zero);
                }
            }
            return made.toType(type, true);
        }
    }
}
