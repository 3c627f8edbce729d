package hookworks.server.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test its {@link TestSite} and one Chromium for all tests; a failure leaves screenshots in target. */
final class InABrowser implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(InABrowser.class);
    private static final Path SHOTS = Path.of("target", "failed-pages");

    private record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
        static Chromium start() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                                    .setArgs(List.of(
                                            "--no-sandbox",
                                            "--headless=new",
                                            "--disable-gpu",
                                            "--disable-background-networking",
                                            "--disable-component-update",
                                            "--disable-sync",
                                            "--no-first-run"))));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    private record Opened(TestSite site, Path folder) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestSite.class;
    }

    @Override
    public TestSite resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(Chromium.class, ignored -> Chromium.start(), Chromium.class);
        return context.getStore(HERE)
                .computeIfAbsent(
                        Opened.class,
                        ignored -> {
                            Path folder = temporaryFolder();
                            return new Opened(new TestSite(chromium.browser(), folder), folder);
                        },
                        Opened.class)
                .site();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        Opened opened = context.getStore(HERE).get(Opened.class, Opened.class);
        if (opened == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            photograph(opened.site().pages(), context);
        }
        opened.site().close();
        try (var files = Files.walk(opened.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void photograph(List<Page> pages, ExtensionContext context) {
        for (int at = 0; at < pages.size(); at++) {
            String name = "%s-%s-%d.png"
                    .formatted(
                            context.getRequiredTestClass().getSimpleName(),
                            context.getRequiredTestMethod().getName(),
                            at);
            pages.get(at)
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(SHOTS.resolve(name))
                            .setFullPage(true));
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "site-");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
