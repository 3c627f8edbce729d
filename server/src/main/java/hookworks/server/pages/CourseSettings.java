package hookworks.server.pages;

/** What an instructor decides about the course's pages. */
public record CourseSettings(SolutionRelease release, Channels channels) {
    /** Solutions after a pass, and no channels. */
    public static CourseSettings standard() {
        return new CourseSettings(new SolutionRelease.AfterPass(), Channels.none());
    }
}
