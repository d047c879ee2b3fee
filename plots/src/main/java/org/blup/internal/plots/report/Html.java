package org.blup.internal.plots.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.ChartDrawing;
import org.blup.internal.plots.pen.Markup;

/**
 * Writes a page, every text of it escaped. Names are without the backticks that formulas need, but
 * for formulas themselves and for what is verbatim; the title stays as it is given.
 */
final class Html {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>%s</title>
      <style>
      body { font: 16px/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; color: #1f1f1f; background: #ffffff;
        max-width: 54rem; margin: 0 auto; padding: 0 1rem 3rem; }
      h1 { font-size: 1.7rem; line-height: 1.25; margin: 1.5rem 0 0.5rem; }
      h2 { font-size: 1.3rem; margin: 2.5rem 0 0.5rem; border-bottom: 2px solid #0072b2; padding-bottom: 0.2rem; }
      h3 { font-size: 1.05rem; margin: 1.5rem 0 0.3rem; }
      p, li { max-width: 44rem; overflow-wrap: anywhere; }
      a { color: #005a8c; }
      code, pre { font-family: ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.9em; }
      pre, .table { overflow-x: auto; }
      pre { background: #f6f6f6; padding: 0.7rem; border-radius: 4px; }
      table { border-collapse: collapse; margin: 0.7rem 0; font-variant-numeric: tabular-nums; }
      caption { text-align: left; font-weight: bold; padding-bottom: 0.3rem; }
      caption span { display: block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }
      th, td { padding: 0.25rem 0.9rem 0.25rem 0; border-bottom: 1px solid #d5d5d5; text-align: right; white-space: nowrap; }
      th:first-child, td:first-child, th.text, td.text { text-align: left; }
      thead th { border-bottom: 2px solid #767676; vertical-align: bottom; }
      tbody th { font-weight: normal; white-space: normal; overflow-wrap: anywhere; min-width: 7rem; }
      figure { margin: 1rem 0; overflow-x: auto; }
      figure svg { max-width: 100%%; min-width: 31rem; height: auto; display: block; }
      figcaption { font-size: 0.9rem; color: #595959; }
      nav ul { padding-left: 1.2rem; columns: 2; }
      .warning { border-left: 4px solid #d55e00; padding: 0.1rem 0 0.1rem 0.8rem; margin: 0.8rem 0; }
      @media (max-width: 40rem) { nav ul { columns: 1; } th, td { padding-right: 0.6rem; font-size: 0.9rem; } }
      @media print { body { font-size: 10.5pt; max-width: none; padding: 0; } nav { display: none; }
        h2, h3 { break-after: avoid; } figure, table, .warning { break-inside: avoid; } figure, .table { overflow: visible; } pre { white-space: pre-wrap; } }
      </style>
      </head>
      <body>
      """;

  /** Of pictures: text stays legible on small screens. */
  private static final double WIDTH = 660;

  private static final double HEIGHT = 480;

  private static final String TEXT = " class=\"text\"";
  private static final Pattern NUMBER = Pattern.compile("[\\[−<∞ ]*\\d.*");

  private final StringBuilder out = new StringBuilder();

  Html(String title) {
    out.append(HEAD.formatted(Markup.escape(title)));
  }

  String finish() {
    return out + "</main>\n</body>\n</html>\n";
  }

  /** The title of the page, and a list of its sections. */
  void top(String title, String formula, List<String> sections) {
    out.append("<header>\n");
    out.append("<h1>").append(Markup.escape(title)).append("</h1>\n");
    out.append("<p><code>").append(Markup.escape(formula)).append("</code></p>\n");
    out.append("</header>\n<nav aria-label=\"Sections\">\n<ul>\n");
    for (String section : sections) {
      out.append("<li><a href=\"#").append(anchor(section)).append("\">");
      out.append(words(section)).append("</a></li>\n");
    }
    out.append("</ul>\n</nav>\n<main>\n");
  }

  private static String anchor(String section) {
    return section.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
  }

  void section(String title) {
    out.append("<h2 id=\"").append(anchor(title)).append("\">");
    out.append(words(title)).append("</h2>\n");
  }

  void heading(String title) {
    element("h3", title);
  }

  void paragraph(String text) {
    element("p", text);
  }

  void warning(String what, String why) {
    out.append("<div class=\"warning\"><p><strong>").append(words(what));
    out.append("</strong> ").append(words(why)).append("</p></div>\n");
  }

  void list(List<String> items) {
    out.append("<ul>\n");
    items.forEach(item -> element("li", item));
    out.append("</ul>\n");
  }

  /** Text as it is, line by line. */
  void verbatim(String text) {
    out.append("<pre tabindex=\"0\">");
    text.lines().forEach(line -> out.append(Markup.escape(line)).append('\n'));
    out.append("</pre>\n");
  }

  private static String words(String text) {
    return Markup.escape(Axis.plain(text));
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(words(text));
    out.append("</").append(name).append(">\n");
  }

  /**
   * A table whose first column names its rows.
   *
   * @param headings of the columns
   * @param rows a cell for each column
   */
  void table(String caption, List<String> headings, List<List<String>> rows) {
    out.append("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
    out.append(words(caption)).append("\">\n<table>\n");
    out.append("<caption><span>").append(words(caption)).append("</span></caption>\n");
    out.append("<thead><tr>");
    boolean[] isText = textColumns(headings.size(), rows);
    for (int c = 0; c < isText.length; c++) {
      out.append("<th scope=\"col\"").append(isText[c] ? TEXT : "").append('>');
      out.append(words(headings.get(c))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr><th scope=\"row\">").append(words(row.get(0))).append("</th>");
      for (int c = 1; c < isText.length; c++) {
        out.append("<td").append(isText[c] ? TEXT : "").append('>');
        out.append(words(row.get(c))).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n</div>\n");
  }

  /** Which columns have names and not numbers. */
  private static boolean[] textColumns(int columns, List<List<String>> rows) {
    boolean[] isText = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      isText[c] = rows.stream().noneMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
    return isText;
  }

  void figure(Chart chart, String caption) {
    out.append("<figure tabindex=\"0\">\n");
    double height = chart.height() == Chart.HEIGHT ? HEIGHT : chart.height();
    out.append(ChartDrawing.svg(chart, WIDTH, height));
    if (!caption.isEmpty()) {
      element("figcaption", caption);
    }
    out.append("</figure>\n");
  }
}
