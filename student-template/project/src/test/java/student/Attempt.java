package student;

import hookworks.exercises.NotImplementedYet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** Skips a test, rather than failing it, while the method that it tries is an untouched stub. */
final class Attempt {
    private Attempt() {}

    static <T> T at(Supplier<T> call) {
        try {
            return call.get();
        } catch (NotImplementedYet e) {
            return Assumptions.abort("not attempted yet");
        }
    }
}
