package hookworks.lens.hub;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides which names that a server gave may become paths below a folder. */
final class FileNames {
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_PART_LENGTH = 255;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private FileNames() {}

    /** Why a name must not be used, or nothing where it may. */
    static Optional<String> objection(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return Optional.of("it is empty or longer than %d characters".formatted(MAX_LENGTH));
        }
        if (name.indexOf('\\') >= 0 || CONTROL.matcher(name).find()) {
            return Optional.of("it has a backslash or a control character");
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.length() > MAX_PART_LENGTH) {
                return Optional.of("its part '%s' is no file's name".formatted(Printable.of(part)));
            }
        }
        return staysBelow(name) ? Optional.empty() : Optional.of("it leads out of its folder");
    }

    /** Asks the file system, which may know drives and separators of its own. */
    private static boolean staysBelow(String name) {
        try {
            Path folder = Path.of("snapshot").toAbsolutePath();
            Path file = folder.resolve(name);
            return file.normalize().equals(file) && file.startsWith(folder) && !file.equals(folder);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
