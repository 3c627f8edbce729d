// wants: to be a class of which there can be none
// verdict: ERRORED
// says: InstantiationException
package student;

public abstract class MyHooks implements hookworks.exercises.Hooks {}
