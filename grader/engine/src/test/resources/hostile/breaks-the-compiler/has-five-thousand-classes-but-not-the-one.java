// wants: to have a list of its classes that no frame can hold
// verdict: ERRORED
// says: a public class student.MyHooks that implements
package student;

final class Others {
    // times 5000: static final class AnotherOne# {}
}
