// wants: what the grader was started with, from the process that made the sandbox
// off: FIRST_PROCESS_ENVIRONMENT
// gets: PATH=@path@
package student;

final class Attack {
    static String run() throws Exception {
        var file = java.nio.file.Path.of("/proc/1/environ");
        for (String line : java.nio.file.Files.readString(file, java.nio.charset.StandardCharsets.UTF_8).split("\0")) {
            if (line.startsWith("PATH=")) {
                return line;
            }
        }
        return "nothing";
    }
}
