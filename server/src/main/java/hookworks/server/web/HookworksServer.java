package hookworks.server.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/**
 * The web server: pages, assets, and whatever servlets stand beside them. Owns its port and its live streams until
 * stopped. Thread-safe.
 */
public final class HookworksServer {
    private final SignIn signIn;
    private final LiveStreams streams;
    private final Javalin javalin;

    /**
     * Makes a server that does not listen yet.
     *
     * @param templates those that {@code pages} use
     * @param pages one for each resource
     * @param streams the streams of {@code pages}; stopped with the server
     * @param requestIds draws the ids by which a failed request is found in the log
     * @param servlets adds what is not a page, such as git
     */
    public HookworksServer(
            Templates templates,
            SignIn signIn,
            List<? extends Pages> pages,
            LiveStreams streams,
            RandomGenerator requestIds,
            Consumer<ServletContextHandler> servlets) {
        this.signIn = signIn;
        this.streams = streams;
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.http.maxRequestSize = RequestGuard.MAX_FORM_BYTES;
            config.jetty.modifyServletContextHandler(servlets);
            addPages(config, templates, pages, requestIds);
        });
    }

    /** Listens on every interface; port 0 takes a free one. */
    public void start(int port) {
        try {
            javalin.start(port);
        } catch (JavalinBindException taken) {
            throw new ServerStartException("""
                    cannot listen on port %d: another program has it, or it is not allowed to this user
                    stop that program or choose another port with --port (0 takes a free one)""".formatted(port), taken);
        }
    }

    public int port() {
        return javalin.port();
    }

    public void stop() {
        streams.close();
        javalin.stop();
    }

    private void addPages(
            JavalinConfig config, Templates templates, List<? extends Pages> pages, RandomGenerator requestIds) {
        var assets = new Assets();
        assets.register(config.routes);
        config.fileRenderer(new Shell(templates, assets));
        new RequestGuard(requestIds).register(config.routes);
        config.routes.before(signIn::recognise);
        new ErrorPages().register(config.routes);
        new ThemePages().register(config.routes);
        pages.forEach(page -> page.register(config.routes));
    }
}
