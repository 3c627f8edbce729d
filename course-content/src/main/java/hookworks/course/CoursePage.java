package hookworks.course;

/**
 * A page of the course that belongs to no section, such as its introduction.
 *
 * @param slug its name, such as {@code glossary}
 * @param lead one sentence
 * @param html its text, sanitized
 */
public record CoursePage(String slug, String title, String lead, String html) {
    /** Where it is shown. */
    public String address() {
        return addressOf(slug);
    }

    static String addressOf(String slug) {
        return "/pages/" + slug;
    }
}
