package hookworks.server.git;

import hookworks.server.submissions.IntakeRules;
import java.nio.file.Path;

/**
 * Where repositories are and what a push may be.
 *
 * @param folder holds {@code HANDLE.git} for each student
 * @param template what new repositories begin with
 * @param maxPackBytes what one push may send, and what any object in it may unpack to
 */
public record GitSettings(Path folder, Template template, IntakeRules rules, long maxPackBytes) {
    /** The standard rules, and pushes of 8 MiB. */
    public static GitSettings standard(Path folder, Template template) {
        return new GitSettings(folder, template, IntakeRules.standard(), 8 << 20);
    }
}
