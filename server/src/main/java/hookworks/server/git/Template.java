package hookworks.server.git;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * What a student's repository begins with.
 *
 * @param files bytes by path from the repository's root; nobody changes them
 */
public record Template(SortedMap<String, byte[]> files) {
    /** Neither the author nor the time depends on when a repository is made: equal files give one commit everywhere. */
    private static final PersonIdent AUTHOR =
            new PersonIdent("Hookworks", "template@hookworks.invalid", Instant.EPOCH, ZoneOffset.UTC);

    public Template {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    ObjectId commitInto(ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder entries = index.builder();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            var entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
            entries.add(entry);
        }
        entries.finish();
        var commit = new CommitBuilder();
        commit.setTreeId(index.writeTree(inserter));
        commit.setAuthor(AUTHOR);
        commit.setCommitter(AUTHOR);
        commit.setMessage("Template\n");
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id;
    }
}
