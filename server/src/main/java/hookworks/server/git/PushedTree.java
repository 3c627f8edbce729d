package hookworks.server.git;

import hookworks.grader.protocol.SourceTree;
import hookworks.server.submissions.IntakeRules;
import hookworks.server.submissions.SubmissionRefused;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads the sources out of a pushed commit, whose every other file must be the template's, byte for byte. */
final class PushedTree {
    private static final String SOURCES = "src/main/java/";
    private static final int MAX_ENTRIES = 10_000;
    private static final int IN_TEMPLATE = 0;
    private static final int PUSHED = 1;

    private final ObjectReader reader;
    private final IntakeRules rules;
    private final SortedMap<String, byte[]> sources = new TreeMap<>();
    private long sourceBytes;
    private int entries;

    private PushedTree(ObjectReader reader, IntakeRules rules) {
        this.reader = reader;
        this.rules = rules;
    }

    /**
     * The sources of a commit.
     *
     * @throws SubmissionRefused where the commit holds what a submission must not, naming the file
     */
    static SourceTree read(Repository repository, ObjectId commit, IntakeRules rules) throws IOException {
        ObjectId template = repository.resolve(StudentRepositories.TEMPLATE + "^{commit}");
        try (var reader = repository.newObjectReader();
                var commits = new RevWalk(reader);
                var walk = new TreeWalk(repository, reader)) {
            walk.addTree(commits.parseCommit(template).getTree());
            walk.addTree(commits.parseCommit(commit).getTree());
            return new PushedTree(reader, rules).read(walk);
        }
    }

    private SourceTree read(TreeWalk walk) throws IOException {
        while (walk.next()) {
            if (!FileMode.MISSING.equals(walk.getRawMode(PUSHED))) {
                visit(walk, walk.getRawMode(PUSHED), walk.getPathString());
            }
        }
        return rules.read(sources);
    }

    private void visit(TreeWalk walk, int mode, String path) throws IOException {
        if (++entries > MAX_ENTRIES) {
            throw new SubmissionRefused("the push holds more than %,d files and folders; take out what is not yours"
                    .formatted(MAX_ENTRIES));
        }
        if (FileMode.TREE.equals(mode)) {
            if (holdsSources(path) || !walk.idEqual(IN_TEMPLATE, PUSHED)) {
                walk.enterSubtree();
            }
        } else if (FileMode.SYMLINK.equals(mode)) {
            throw notAFile(path, "a symbolic link", "replace it with the file that it points to");
        } else if (FileMode.GITLINK.equals(mode)) {
            throw notAFile(path, "a submodule", "copy the files that you need instead");
        } else if (path.startsWith(SOURCES) && path.endsWith(".java")) {
            take(path.substring(SOURCES.length()), walk.getObjectId(PUSHED));
        } else if (!walk.idEqual(IN_TEMPLATE, PUSHED)) {
            throw notTheTemplates(path, !FileMode.MISSING.equals(walk.getRawMode(IN_TEMPLATE)));
        }
    }

    private static boolean holdsSources(String folder) {
        return SOURCES.startsWith(folder + "/") || folder.startsWith(SOURCES);
    }

    /** Counts before it reads, so that nothing large is ever held. */
    private void take(String path, ObjectId blob) throws IOException {
        sourceBytes += reader.getObjectSize(blob, Constants.OBJ_BLOB);
        rules.requireBytes(sourceBytes);
        rules.requireFiles(sources.size() + 1);
        sources.put(path, reader.open(blob, Constants.OBJ_BLOB).getBytes());
    }

    private static SubmissionRefused notAFile(String path, String what, String remedy) {
        return new SubmissionRefused("""
                '%s' is %s, and only plain files are taken
                %s, then commit and push again""".formatted(path, what, remedy));
    }

    private static SubmissionRefused notTheTemplates(String path, boolean inTemplate) {
        return inTemplate ? new SubmissionRefused("""
                        '%s' differs from the template's; only .java files below src/main/java may change
                        put it back: git checkout template -- '%1$s' && git commit -m 'Put the template back'""".formatted(path)) : new SubmissionRefused("""
                        '%s' is not part of the template; only .java files below src/main/java may be added
                        take it out: git rm --cached '%1$s' && git commit -m 'Take it out'""".formatted(path));
    }
}
