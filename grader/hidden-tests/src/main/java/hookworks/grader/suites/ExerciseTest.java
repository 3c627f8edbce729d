package hookworks.grader.suites;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks the hidden suite of one exercise. Its test methods may ask for the section's interface, which is the subject,
 * and for {@link Scenarios}; their display names are the exercise's specification, read in {@code @Order}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SubjectExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public @interface ExerciseTest {
    /** The slug of the exercise. */
    String value();

    /** The class whose {@link Mutant} methods make the wrong solutions that this suite rejects. */
    Class<?> mutants();
}
