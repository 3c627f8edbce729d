package hookworks.lens.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An exported figure")
class ExportTest {
    @TempDir
    private Path folder;

    private String page() throws IOException {
        Path file = folder.resolve("page.html");
        HtmlPage.write(file, "All", Gallery.figures());
        return Files.readString(file);
    }

    @Test
    @DisplayName("is one file that requests nothing")
    void selfContained() throws IOException {
        assertThat(page().replace(Xml.SVG, ""))
                .doesNotContain("http://", "https://", "@import", " src=", "<link", "style=\"")
                .doesNotContainPattern("url\\((?!#)");
    }

    @Test
    @DisplayName("lets only its own style and script run")
    void policy() throws Exception {
        String page = page();
        assertThat(page).contains("default-src 'none'");
        assertThat(page).contains("script-src '" + hash(page, "<script>(.*?)</script>") + "'");
        assertThat(page).contains("style-src '" + hash(page, "<style>(.*?)</style>") + "'");
    }

    private static String hash(String page, String pattern) throws Exception {
        var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        assertThat(matcher.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    @DisplayName("has a script that neither reads text as markup or code nor sends anything")
    void script() {
        assertThat(FigureAssets.script())
                .contains("textContent")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
                .doesNotContain("eval(", "Function(", "fetch(", "XMLHttpRequest", "sendBeacon", "import");
    }

    @Test
    @DisplayName("has a style sheet that declares every colour it uses, for both themes")
    void stylesheet() {
        String css = FigureAssets.stylesheet();
        List<String> used = Pattern.compile("var\\((--hw-[a-z0-9]+)\\)")
                .matcher(css + FigureAssets.script())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertThat(used)
                .hasSizeGreaterThan(100)
                .allSatisfy(name ->
                        assertThat(css).containsPattern(name + ": light-dark\\(#[0-9a-f]{6}, #[0-9a-f]{6}\\);"));
        assertThat(css).contains(":root[data-theme=\"dark\"] { color-scheme: dark; }");
    }

    @Test
    @DisplayName("shares its page with others of the same title, under ids of their own")
    void ids() {
        Figure figure = Gallery.scores().figure("Same", "C");
        String page = HtmlPage.html("P", List.of(figure, figure, figure));
        List<String> ids = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().contains("figure-same", "figure-same-2", "figure-same-3-title");
    }

    @Test
    @DisplayName("is complete without its script: thumbnails, the first head large, words, table, data")
    void withoutScript() {
        String html = Gallery.heads().figure("T", "How it was made.").html();
        assertThat(Pattern.compile("<li>").matcher(html).results()).hasSize(8);
        assertThat(html)
                .contains("Head 0.0</text>", "How it was made.", "<details><summary>As table", "application/json")
                .doesNotContain("<button", "onclick");
    }

    @Test
    @DisplayName("stays small on the longest text: neighbours of one colour are one shape")
    void size() {
        assertThat(Gallery.longHeads(101).figure("T", "C").svg().length()).isLessThan(3_000_000);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    @DisplayName("has the same size and colours as PNG as it has as SVG")
    void png(Theme theme) throws IOException {
        HeatMap map = HeatMap.of(new float[][] {{0, 1}, {0.5f, Float.NaN}}).withScale(ColourScale.unit());
        Figure figure = map.figure("T", "C");
        Path file = folder.resolve("figure.png");
        PngImage.write(figure, file, theme);
        BufferedImage image = ImageIO.read(file.toFile());
        var root = Xml.parsed(figure.svg()).getDocumentElement();
        assertThat(image.getWidth()).isEqualTo(PngImage.SCALE * Integer.parseInt(root.getAttribute("width")));
        assertThat(image.getHeight()).isEqualTo(PngImage.SCALE * Integer.parseInt(root.getAttribute("height")));
        Shape.Cells cells = firstCells(Layout.sheet(figure).shapes(), 0, 0);
        assertThat(at(image, 1, 1)).isEqualTo(Ink.BG.colour(theme));
        assertThat(in(image, cells, 0, 0)).isEqualTo(Ramp.SEQUENTIAL.colour(theme, 0));
        assertThat(in(image, cells, 0, 1)).isEqualTo(Ramp.SEQUENTIAL.colour(theme, 64));
        assertThat(in(image, cells, 1, 0)).isEqualTo(Ramp.SEQUENTIAL.colour(theme, 32));
        assertThat(in(image, cells, 1, 1)).isNotEqualTo(Ramp.SEQUENTIAL.colour(theme, 0));
    }

    /** The first matrix in the drawing, where it lies on the sheet. */
    private static Shape.Cells firstCells(List<Shape> shapes, double right, double down) {
        for (Shape shape : shapes) {
            if (shape instanceof Shape.Cells c) {
                return new Shape.Cells(
                        right + c.x(), down + c.y(), c.cellWidth(), c.cellHeight(), c.levels(), c.ramp());
            }
            if (shape instanceof Shape.Shifted shifted && holdsCells(shifted)) {
                return firstCells(shifted.shapes(), right + shifted.right(), down + shifted.down());
            }
        }
        throw new AssertionError("no cells");
    }

    private static boolean holdsCells(Shape.Shifted shifted) {
        return shifted.shapes().stream()
                .anyMatch(shape ->
                        shape instanceof Shape.Cells || (shape instanceof Shape.Shifted inner && holdsCells(inner)));
    }

    /** Near a corner of the cell, where no number is written. */
    private static Rgb in(BufferedImage image, Shape.Cells cells, int row, int column) {
        return at(image, cells.x() + column * cells.cellWidth() + 3, cells.y() + row * cells.cellHeight() + 3);
    }

    private static Rgb at(BufferedImage image, double x, double y) {
        return Rgb.of(image.getRGB((int) (x * PngImage.SCALE), (int) (y * PngImage.SCALE)) & 0xffffff);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    @DisplayName("can be written as PNG whatever its kind")
    void everyKind(Theme theme) throws IOException {
        for (Figure figure : Gallery.figures()) {
            Path file = folder.resolve(figure.id() + ".png");
            PngImage.write(figure, file, theme);
            BufferedImage image = ImageIO.read(file.toFile());
            assertThat(inked(image, theme)).as(figure.title()).isGreaterThan(1000);
        }
    }

    private static long inked(BufferedImage image, Theme theme) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Rgb page = Ink.BG.colour(theme);
        int ground = 0xff000000 | (page.red() << 16) | (page.green() << 8) | page.blue();
        return Arrays.stream(pixels).filter(pixel -> pixel != ground).count();
    }
}
