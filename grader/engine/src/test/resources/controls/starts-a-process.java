// wants: another program
// off: SYSTEM_CALLS
// gets: another program, which says
package student;

final class Attack {
    static String run() throws Exception {
        var process = new ProcessBuilder("/jdk/bin/java", "-Xmx16m", "--version").redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
        return process.waitFor() == 0 && !said.isEmpty() ? "another program, which says " + said : "one that fails";
    }
}
