package hookworks.server.pages;

import hookworks.course.Catalogue;

/** What there is to read: the course's pages, the reference's solutions and the figures that it draws. */
public record CourseMaterial(Catalogue catalogue, SolutionShelf solutions, WorkedFigures figures) {
    /** Pages alone. */
    public static CourseMaterial of(Catalogue catalogue) {
        return new CourseMaterial(catalogue, SolutionShelf.closed(), WorkedFigures.none());
    }
}
