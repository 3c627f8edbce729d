package hookworks.lens.plots;

/** A figure as a piece of a page. */
final class FigureHtml {
    private FigureHtml() {}

    static String of(Figure figure) {
        String id = figure.id();
        String json = Markup.scriptSafe(figure.json());
        return """
                <figure class="hw-figure" id="%s" data-kind="%s">
                <figcaption><strong class="hw-title">%s</strong> <span class="hw-caption">%s</span></figcaption>
                %s<p class="hw-readout" role="status"></p>
                <div class="hw-tools"><details><summary>As table</summary>
                <div class="hw-table" role="group" tabindex="0" aria-label="Table: %s">
                %s</div></details></div>
                <script type="application/json" class="hw-data">%s</script>
                </figure>
                """.formatted(
                        id,
                        figure.plot().kind(),
                        Markup.escaped(figure.title()),
                        Markup.escaped(figure.caption()),
                        picture(figure),
                        Markup.escaped(figure.title()),
                        figure.tableHtml(),
                        json);
    }

    private static String picture(Figure figure) {
        return figure.plot() instanceof AttentionHeads heads
                ? heads(figure, heads)
                : framed(figure, Layout.of(figure.plot()));
    }

    private static String framed(Figure figure, Scene scene) {
        return "<div class=\"hw-picture\" role=\"group\" tabindex=\"0\" aria-label=\"%s\">\n%s</div>\n"
                .formatted("Picture: " + Markup.escaped(figure.title()), SvgDocument.inPage(figure, scene));
    }

    /** Thumbnails that wrap with the page, then the first head large; a script lets others take its place. */
    private static String heads(Figure figure, AttentionHeads plot) {
        var html = new StringBuilder();
        if (plot.isCut()) {
            html.append("<p class=\"hw-notice\">%s</p>\n".formatted(Markup.escaped(plot.cutNotice())));
        }
        html.append("<ul class=\"hw-heads\" data-row=\"%d\">\n".formatted(AttentionLayout.perRow(plot)));
        for (AttentionHeads.Head head : plot.heads()) {
            Scene thumbnail = AttentionLayout.thumbnail(plot, head);
            html.append("<li><span class=\"hw-head\"><span class=\"hw-unseen\">Head %s</span>%s</span></li>\n"
                    .formatted(head.label(), SvgDocument.ornament(figure.id(), thumbnail)));
        }
        html.append("</ul>\n<div class=\"hw-large\">\n");
        html.append(framed(figure, AttentionLayout.large(plot, plot.heads().getFirst())));
        return html.append("</div>\n").toString();
    }
}
