package hookworks.lens.hub;

import java.util.Optional;

/** What was asked of the hub, as its errors quote it. */
record Question(RepoId repo, String revision, Optional<String> file) {
    static Question ofRepo(RepoId repo, String revision) {
        return new Question(repo, revision, Optional.empty());
    }

    static Question ofFile(RepoId repo, String revision, String file) {
        return new Question(repo, revision, Optional.of(file));
    }

    /** {@code 'config.json' of 'org/name' (revision main)}. */
    @Override
    public String toString() {
        return file.map(name -> "'%s' of ".formatted(Printable.of(name))).orElse("the list of files of ")
                + "'%s' (revision %s)".formatted(repo, revision);
    }
}
