// wants: to read a file of the host
// off: FILES
// gets: @secret@
package student;

final class Attack {
    static String run() throws Exception {
        return java.nio.file.Files.readString(java.nio.file.Path.of("/host@file@"));
    }
}
