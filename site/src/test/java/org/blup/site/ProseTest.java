package org.blup.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** How the sources of the pages are written. */
class ProseTest {

  private static final int LONGEST_LINE = 120;

  /** Code and the targets of links, in which no line is broken. */
  private static final Pattern UNBROKEN = Pattern.compile("`[^`]*`|]\\([^)]*\\)");

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();

  @Test
  void linesOfProseWrap() throws IOException {
    Path root = Path.of("..").toRealPath();
    List<Path> sources = new ArrayList<>(List.of(root.resolve("benchmarks/README.md")));
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .forEach(sources::add);
    }
    List<String> tooLong = new ArrayList<>();
    for (Path source : sources) {
      List<String> lines = Files.readAllLines(source);
      PARSER
          .parse(String.join("\n", lines))
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(Paragraph paragraph) {
                  for (SourceSpan span : paragraph.getSourceSpans()) {
                    if (mayWrap(lines.get(span.getLineIndex()))) {
                      tooLong.add(root.relativize(source) + ":" + (span.getLineIndex() + 1));
                    }
                  }
                }
              });
    }
    assertThat(tooLong).isEmpty();
  }

  private static boolean mayWrap(String line) {
    String breakable = UNBROKEN.matcher(line.strip()).replaceAll("x");
    return line.length() > LONGEST_LINE && breakable.contains(" ");
  }
}
