// wants: to fill the grader's memory or disk
// off: OUTPUT
// gets: rid of 8 MiB
package student;

final class Attack {
    static String run() throws Exception {
        var errors = new java.io.FileOutputStream(java.io.FileDescriptor.err);
        for (int i = 0; i < 8; i++) {
            errors.write(new byte[1 << 20]);
        }
        return "rid of 8 MiB";
    }
}
