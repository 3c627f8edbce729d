// wants: to know how the host names what it runs
// off: CONTROL_GROUP_NAMES
// needs: CONTROL_GROUP
// gets: @group@
package student;

final class Attack {
    static String run() throws Exception {
        return java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/cgroup"));
    }
}
