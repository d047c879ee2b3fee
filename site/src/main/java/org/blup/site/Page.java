package org.blup.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * One page.
 *
 * @param source the Markdown file, from the folder of the project
 * @param title its first heading, escaped
 * @param body as HTML, with links to pages in place of links to Markdown files
 */
record Page(String source, String title, String body) {

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  private static final Pattern ERROR = Pattern.compile("docs/errors/BLUP\\d+\\.md");

  static Page read(Path root, Path file) throws IOException {
    Node document = PARSER.parse(Files.readString(file));
    String source = root.relativize(file).toString().replace('\\', '/');
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            link.setDestination(toPage(link.getDestination()));
            visitChildren(link);
          }
        });
    return new Page(source, title(document, source), RENDERER.render(document));
  }

  private static String title(Node document, String source) {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() == 1) {
        return escaped(TextContentRenderer.builder().build().render(heading).strip());
      }
    }
    throw new IllegalStateException(source + " has no heading of the first level");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String toPage(String link) {
    boolean isOutside = link.contains("://") || link.startsWith("mailto:");
    return isOutside ? link : targetOf(link);
  }

  private static String targetOf(String file) {
    return file.replaceFirst("(^|/)README\\.md", "$1index.html")
        .replaceFirst("\\.md(#|$)", ".html$1");
  }

  /** The HTML file. */
  String target() {
    return targetOf(source);
  }

  /** The way to the folder of the first page. */
  String toRoot() {
    return "../".repeat((int) source.chars().filter(c -> c == '/').count());
  }

  /** Whether it explains one of the compiler's messages. */
  boolean isOfOneError() {
    return ERROR.matcher(source).matches();
  }
}
