// wants: to know where it runs
// off: HOST_NAME
// gets: the host is @host@
package student;

final class Attack {
    static String run() throws Exception {
        return "the host is " + java.nio.file.Files.readString(java.nio.file.Path.of("/proc/sys/kernel/hostname"));
    }
}
