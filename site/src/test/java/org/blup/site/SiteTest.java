package org.blup.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  @TempDir static Path out;

  private static List<Path> pages;

  @BeforeAll
  static void write() throws IOException {
    Site.write(Path.of("..").toRealPath(), out);
    try (Stream<Path> files = Files.walk(out)) {
      pages = files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> links(Path page) {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(read(page));
    while (matcher.find()) {
      links.add(matcher.group(1));
    }
    return links;
  }

  @Test
  void everyPageOfTheDocumentationIsThere() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
      long sources = docs.filter(file -> file.toString().endsWith(".md")).count();
      assertThat(pages).hasSizeGreaterThan((int) sources);
    }
    assertThat(out.resolve("index.html")).exists();
  }

  /** A link to a file that is not there, or to a heading that the page has not. */
  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      for (String link : links(page)) {
        if (!link.contains("://") && !leadsSomewhere(page, link)) {
          broken.add(out.relativize(page) + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    boolean isThere = Files.exists(target);
    return isThere && (parts.length == 1 || read(target).contains("id=\"" + parts[1] + "\""));
  }

  @Test
  void theOnlyScriptIsTheSearchAndNothingComesFromAnotherHost() {
    for (Path page : pages) {
      assertThat(read(page)).containsOnlyOnce("<script").contains("search.js\" data-root");
      assertThat(read(page))
          .doesNotContain("src=\"http")
          .doesNotContain("stylesheet\" href=\"http");
      assertThat(read(page)).contains("<html lang=\"en\">").contains("name=\"viewport\"");
    }
  }

  @Test
  void tablesAreTables() {
    assertThat(read(out.resolve("docs").resolve("from-lme4.html")))
        .contains("<title>Coming from lme4</title>")
        .contains("<th>Blup</th>");
  }
}
