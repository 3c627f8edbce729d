package hookworks.server.web;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.StringWriter;
import java.util.List;

/** Mustache templates on the class path, compiled once. What a template shows with two braces is escaped. Thread-safe. */
public final class Templates {
    private final DefaultMustacheFactory factory = new DefaultMustacheFactory("templates");

    /** Renders a template; a name is looked up in the last model first, then in those before it. */
    public String render(String template, Object... models) {
        Mustache compiled = factory.compile(template);
        var page = new StringWriter();
        compiled.execute(page, List.of(models));
        return page.toString();
    }
}
