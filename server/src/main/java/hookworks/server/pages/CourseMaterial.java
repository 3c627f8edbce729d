package hookworks.server.pages;

import hookworks.course.Catalogue;

/** What there is to read, and where to write about it. */
public record CourseMaterial(Catalogue catalogue, SolutionShelf solutions, WorkedFigures figures, Channels channels) {
    /** Pages alone. */
    public static CourseMaterial of(Catalogue catalogue) {
        return new CourseMaterial(catalogue, SolutionShelf.closed(), WorkedFigures.none(), Channels.none());
    }
}
