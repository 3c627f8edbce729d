// wants: to be judged by an interface of its own
// verdict: NOT_ATTEMPTED
// says: 
package student;

public class MyHooks implements hookworks.exercises.Hooks {
    @Override
    public Object passed() {
        return "PASSED";
    }
}
// file: hookworks/exercises/Hooks.java
package hookworks.exercises;

public interface Hooks {
    Object passed();
}
