// wants: to change the class path of the workers to come
// off: READ_ONLY
// gets: in the jars: planted
package student;

final class Attack {
    static String run() throws Exception {
        java.nio.file.Files.writeString(java.nio.file.Path.of("/worker/planted.txt"), "planted");
        return "a file";
    }
}
