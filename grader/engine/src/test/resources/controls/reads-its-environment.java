// wants: what the grader was started with
// off: ENVIRONMENT, FIRST_PROCESS_ENVIRONMENT
// gets: PATH is @path@
package student;

final class Attack {
    static String run() {
        return "PATH is " + System.getenv("PATH");
    }
}
