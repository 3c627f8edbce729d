package hookworks.lens.plots;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A figure as pixels, with title and caption. Needs no display, but at least one font on the machine. */
public final class PngImage {
    /** Pixels for each unit of the SVG, so that print and dense screens stay sharp. */
    public static final int SCALE = 2;

    private static final double MOST_PIXELS = 64e6;

    private PngImage() {}

    /** Replaces a file that is there. */
    public static void write(Figure figure, Path file, Theme theme) throws IOException {
        BufferedImage image = draw(Layout.sheet(figure), theme);
        try (var out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java platform cannot write PNG: it lacks the module java.desktop's codecs");
            }
        }
    }

    private static BufferedImage draw(Scene scene, Theme theme) {
        double pixels = scene.width() * scene.height() * SCALE * SCALE;
        if (pixels > MOST_PIXELS) {
            throw new IllegalArgumentException("a picture of %.0f x %.0f is too large for PNG: write it as SVG"
                    .formatted(scene.width(), scene.height()));
        }
        var image = new BufferedImage(
                (int) (scene.width() * SCALE), (int) (scene.height() * SCALE), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.scale(SCALE, SCALE);
            new Raster(canvas, theme).draw(scene.shapes());
        } finally {
            canvas.dispose();
        }
        return image;
    }
}
