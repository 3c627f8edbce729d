package hookworks.server.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;

/** The students' bare repositories in one folder, each made when it is first opened. Thread-safe. */
final class StudentRepositories {
    static final String MAIN = "refs/heads/main";
    static final String TEMPLATE = "refs/tags/template";
    private static final String SUFFIX = ".git";
    private static final String UNFINISHED = ".unfinished-";

    private final Path folder;
    private final Template template;
    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    StudentRepositories(Path folder, Template template) {
        this.folder = folder;
        this.template = template;
    }

    /** Held while a repository is made, healed or pushed to. */
    ReentrantLock lockOf(String handle) {
        return locks.computeIfAbsent(handle, ignored -> new ReentrantLock());
    }

    /** The student's repository; the caller closes it. */
    Repository open(String handle) throws IOException {
        Path home = folder.resolve(handle + SUFFIX);
        ReentrantLock lock = lockOf(handle);
        lock.lock();
        try {
            if (!Files.exists(home)) {
                make(handle, home);
            }
        } finally {
            lock.unlock();
        }
        return new FileRepositoryBuilder()
                .setGitDir(home.toFile())
                .setMustExist(true)
                .build();
    }

    /** The handles of those who have a repository; forgets what was being made when a server died. */
    List<String> handles() throws IOException {
        Files.createDirectories(folder);
        List<String> names;
        try (Stream<Path> entries = Files.list(folder)) {
            names = entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
        for (String name : names) {
            if (name.startsWith(UNFINISHED)) {
                FileUtils.delete(folder.resolve(name).toFile(), FileUtils.RECURSIVE);
            }
        }
        return names.stream()
                .filter(name -> name.endsWith(SUFFIX) && !name.startsWith(UNFINISHED))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    static ObjectId targetOf(Repository repository, String ref) throws IOException {
        ObjectId target = repository.resolve(ref);
        if (target == null) {
            throw new IOException("%s has no %s".formatted(repository.getDirectory(), ref));
        }
        return target;
    }

    static void point(Repository repository, String ref, ObjectId target) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(target);
        RefUpdate.Result result = update.forceUpdate();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default ->
                throw new IOException("cannot set %s of %s to %s: %s; look at the folder's permissions and locks"
                        .formatted(ref, repository.getDirectory(), target.name(), result));
        }
    }

    private void make(String handle, Path home) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempDirectory(folder, UNFINISHED + handle);
        try (Repository repository = FileRepositoryBuilder.create(unfinished.toFile())) {
            repository.create(true);
            configure(repository.getConfig());
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId commit = template.commitInto(inserter);
                point(repository, TEMPLATE, commit);
                point(repository, MAIN, commit);
            }
            repository.updateRef(Constants.HEAD).link(MAIN);
        }
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A push is on disk before it is acknowledged, and what refused pushes left behind goes soon. */
    private static void configure(StoredConfig config) throws IOException {
        config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncObjectFiles", true);
        config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncRefFiles", true);
        config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, "autoPackLimit", 10);
        config.setBoolean(ConfigConstants.CONFIG_GC_SECTION, null, "autoDetach", false);
        config.setString(ConfigConstants.CONFIG_GC_SECTION, null, "pruneExpire", "now");
        config.setString(ConfigConstants.CONFIG_GC_SECTION, null, "prunePackExpire", "now");
        config.save();
    }
}
