package hookworks.server.web;

import hookworks.server.students.Student;
import io.javalin.http.Context;
import io.javalin.rendering.FileRenderer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Renders a page inside what all pages share: navigation, who is signed in, the theme, style sheets and scripts. */
final class Shell implements FileRenderer {
    private final Templates templates;
    private final Assets assets;

    Shell(Templates templates, Assets assets) {
        this.templates = templates;
        this.assets = assets;
    }

    private record Link(String address, String word, boolean isHere) {}

    private record ThemeChoice(String key, String word, boolean isChosen) {}

    private record View(
            List<Link> links,
            Optional<String> student,
            String theme,
            List<ThemeChoice> themes,
            String back,
            String request,
            Assets assets) {}

    @Override
    public String render(String template, Map<String, ?> model, Context ctx) {
        Theme theme = ThemePages.of(ctx);
        Optional<Student> student = SignIn.studentOf(ctx);
        var view = new View(
                links(ctx.path(), student.isPresent()),
                student.map(Student::name),
                theme.key(),
                Arrays.stream(Theme.values())
                        .map(each -> new ThemeChoice(each.key(), each.inWords(), each == theme))
                        .toList(),
                LocalAddress.orHome(ctx.path()),
                String.valueOf(ctx.<String>attribute(RequestGuard.REQUEST_ID)),
                assets);
        return templates.render(template, Map.of("shell", view), model);
    }

    private static List<Link> links(String here, boolean signedIn) {
        Stream<Link> forAll = Stream.of(link("/", "Course", here), link("/pages/glossary", "Glossary", here));
        Stream<Link> forStudents = signedIn
                ? Stream.of(link("/progress", "Progress", here), link("/submissions", "Submissions", here))
                : Stream.of();
        return Stream.concat(forAll, forStudents).toList();
    }

    private static Link link(String address, String word, String here) {
        return new Link(address, word, here.equals(address));
    }
}
