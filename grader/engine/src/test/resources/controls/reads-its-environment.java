// wants: what the grader was started with
// off: ENVIRONMENT
// gets: PATH is @path@
package student;

final class Attack {
    static String run() {
        return "PATH is " + System.getenv("PATH");
    }
}
