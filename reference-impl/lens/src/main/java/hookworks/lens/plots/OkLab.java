package hookworks.lens.plots;

/** A colour in Ottosson's Oklab, where equal steps look equally large. */
record OkLab(double lightness, double a, double b) {
    static OkLab of(Rgb colour) {
        double red = Rgb.linear(colour.red());
        double green = Rgb.linear(colour.green());
        double blue = Rgb.linear(colour.blue());
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        return new OkLab(
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    /** By lightness 0..1, chroma and hue in degrees. */
    static OkLab polar(double lightness, double chroma, double hue) {
        double angle = Math.toRadians(hue);
        return new OkLab(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle));
    }

    OkLab towards(OkLab end, double share) {
        return new OkLab(
                lightness + share * (end.lightness - lightness), a + share * (end.a - a), b + share * (end.b - b));
    }

    Rgb rgb() {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Rgb(
                Rgb.channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                Rgb.channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                Rgb.channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
