// wants: to be called by the name alone
// verdict: ERRORED
// says: student.MyHooks does not implement it
package student;

public class MyHooks {
    public Object inductionScoreHook(Object pattern, Object hook, Object store) {
        return store;
    }
}
