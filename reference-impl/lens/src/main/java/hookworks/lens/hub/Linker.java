package hookworks.lens.hub;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a symbolic link, where the file system and the user's rights allow it. */
@FunctionalInterface
interface Linker {
    void link(Path link, Path target) throws IOException;
}
