package hookworks.lens.plots;

import java.util.List;

/**
 * One table of numbers.
 *
 * @param head names of the columns, that of the row labels first
 * @param rows each starts with its label
 */
record Table(String caption, List<String> head, List<List<String>> rows) {
    Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }

    String html() {
        var html = new StringBuilder("<table>\n<caption>%s</caption>\n<thead><tr>".formatted(Markup.escaped(caption)));
        for (String name : head) {
            html.append("<th scope=\"col\">%s</th>".formatted(Markup.escaped(name)));
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">%s</th>".formatted(Markup.escaped(row.getFirst())));
            for (String cell : row.subList(1, row.size())) {
                html.append("<td>").append(Markup.escaped(cell)).append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table>\n").toString();
    }
}
