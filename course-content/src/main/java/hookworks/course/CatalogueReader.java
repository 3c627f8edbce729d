package hookworks.course;

import hookworks.course.CourseFiles.Entry;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** Reads the course's Markdown into a {@link Catalogue}, or says which file and line contradicts the rest. */
public final class CatalogueReader {
    private static final Set<String> PAGE_FIELDS = Set.of("slug", "title", "lead");
    private static final Set<String> SECTION_FIELDS = Set.of("slug", "number", "title", "goal", "objectives");
    private static final Set<String> EXERCISE_FIELDS =
            Set.of("slug", "title", "difficulty", "importance", "minutes", "objective", "hints");
    private static final Set<String> OPTIONAL_EXERCISE_FIELDS = Set.of("extra");

    private final CourseFiles files;
    private final Diagrams diagrams;
    private final List<CoursePage> pages = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final Set<String> slugs = new HashSet<>();
    private final LinkCheck links = new LinkCheck();
    private Glossary glossary = Glossary.none();

    private CatalogueReader(Path root) {
        this.files = new CourseFiles(root);
        this.diagrams = new Diagrams(files);
    }

    /** The course that comes with Hookworks, from a folder of classes or from a jar. */
    public static Catalogue bundled() {
        URL list = Objects.requireNonNull(
                CatalogueReader.class.getResource("/course/" + CourseFiles.LIST),
                "the class path has no course/" + CourseFiles.LIST);
        try {
            return readBeside(list);
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException("cannot read the course at " + list, unreadable);
        }
    }

    /** The course in a folder that holds {@code catalogue.txt} and one folder for each section. */
    public static Catalogue read(Path root) {
        return new CatalogueReader(root).read();
    }

    private static Catalogue readBeside(URL list) throws IOException, URISyntaxException {
        if (!(list.openConnection() instanceof JarURLConnection inJar)) {
            return read(Objects.requireNonNull(Path.of(list.toURI()).getParent()));
        }
        Path jar = Path.of(inJar.getJarFileURL().toURI());
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return read(files.getPath("/course"));
        }
    }

    private Catalogue read() {
        List<Entry> entries = files.inCourseOrder();
        entries.stream()
                .filter(entry -> entry.isPage() && entry.stem().equals(Glossary.SLUG))
                .forEach(entry -> glossary = Glossary.of(parse(entry, 2)));
        for (int at = 0; at < entries.size(); at++) {
            Entry entry = entries.get(at);
            if (entry.isPage()) {
                pages.add(readPage(entry));
            } else if (entry.opensSection()) {
                readSection(entry, exercisesAfter(entries, at));
            } else if (at == 0 || !entries.get(at - 1).folder().equals(entry.folder())) {
                throw CourseContentException.at(
                        CourseFiles.LIST, entry.line(), "must come after '%s/section.md'".formatted(entry.folder()));
            }
        }
        links.requireAllResolve();
        return new Catalogue(pages, sections);
    }

    private static List<Entry> exercisesAfter(List<Entry> entries, int section) {
        String folder = entries.get(section).folder();
        return entries.subList(section + 1, entries.size()).stream()
                .takeWhile(entry -> entry.folder().equals(folder))
                .toList();
    }

    private CoursePage readPage(Entry entry) {
        MarkdownFile page = parse(entry, 2);
        FrontMatter fields = FrontMatter.of(page, PAGE_FIELDS, Set.of());
        String slug = uniqueSlug(fields, entry.stem());
        String address = CoursePage.addressOf(slug);
        Glossary terms = slug.equals(Glossary.SLUG) ? Glossary.none() : glossary;
        String html = html(page, address, "", terms.linker());
        return new CoursePage(slug, fields.text("title"), fields.text("lead"), html);
    }

    private void readSection(Entry entry, List<Entry> exercises) {
        MarkdownFile page = parse(entry, 2);
        FrontMatter fields = FrontMatter.of(page, SECTION_FIELDS, Set.of());
        String slug = uniqueSlug(fields, entry.folder());
        String address = Section.addressOf(slug);
        Glossary.Linker terms = glossary.linker();
        String html = html(page, address, "", terms);
        List<ExercisePage> read = exercises.stream()
                .map(exercise -> readExercise(exercise, address, terms))
                .toList();
        sections.add(new Section(
                slug,
                ascendingNumber(fields),
                fields.text("title"),
                fields.text("goal"),
                fields.list("objectives"),
                ExercisePlaces.cut(page, html, read)));
    }

    private ExercisePage readExercise(Entry entry, String section, Glossary.Linker terms) {
        MarkdownFile page = parse(entry, 3);
        FrontMatter fields = FrontMatter.of(page, EXERCISE_FIELDS, OPTIONAL_EXERCISE_FIELDS);
        String slug = uniqueSlug(fields, entry.stem());
        links.addExercise(page.name(), section, slug);
        MarkdownFile commentary = Commentary.cutFrom(page);
        return new ExercisePage(
                slug,
                fields.text("title"),
                fields.rating("difficulty"),
                fields.rating("importance"),
                fields.minutes(),
                fields.isSaid("extra"),
                fields.text("objective"),
                hints(page.name(), section, fields),
                html(page, section, slug + "-", terms),
                html(commentary, section, slug + "-solution-", Glossary.none().linker()));
    }

    /** Renders a page with its terms and drawings, and notes what it links to and can be linked at. */
    private String html(MarkdownFile page, String address, String idPrefix, Glossary.Linker terms) {
        links.addLinks(page, address);
        terms.link(page.document());
        String html = diagrams.into(page, Markdown.html(page.document(), idPrefix));
        links.addAnchors(page, address, html);
        return html;
    }

    private List<String> hints(String file, String section, FrontMatter fields) {
        List<String> hints = new ArrayList<>();
        for (String hint : fields.list("hints")) {
            int line = fields.line("hints", hints.size());
            Node document = Markdown.parse(file, hint).document();
            links.addLine(file, section, document, line);
            hints.add(Markdown.lineHtml(document));
        }
        return hints;
    }

    private MarkdownFile parse(Entry entry, int topHeading) {
        MarkdownFile page = Markdown.parse(entry.path(), files.read(entry.path()));
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                if (heading.getLevel() < topHeading) {
                    int line = heading.getSourceSpans().getFirst().getLineIndex() + 1;
                    throw CourseContentException.at(
                            page.name(),
                            line,
                            "this heading must be of level %d or deeper, got %d"
                                    .formatted(topHeading, heading.getLevel()));
                }
            }
        });
        return page;
    }

    private String uniqueSlug(FrontMatter fields, String expected) {
        String slug = fields.slug(expected);
        if (!slugs.add(slug)) {
            throw fields.wrong("slug", "'%s' is taken by an earlier page".formatted(slug));
        }
        return slug;
    }

    private int ascendingNumber(FrontMatter fields) {
        int number = fields.number("number", 99);
        if (!sections.isEmpty() && sections.getLast().number() >= number) {
            throw fields.wrong(
                    "number",
                    "must be above the previous section's %d, got %d"
                            .formatted(sections.getLast().number(), number));
        }
        return number;
    }
}
