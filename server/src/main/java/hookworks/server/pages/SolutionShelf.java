package hookworks.server.pages;

import java.util.function.UnaryOperator;

/**
 * The reference solutions, and when they are shown.
 *
 * @param source gives an exercise's Java source by its slug
 */
public record SolutionShelf(UnaryOperator<String> source, SolutionRelease release) {
    /** A shelf that nobody sees. */
    public static SolutionShelf closed() {
        return new SolutionShelf(slug -> "", new SolutionRelease.Never());
    }
}
