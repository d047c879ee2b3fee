package org.blup.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the README and all of {@code docs} as web pages, in folders as they are, so that links
 * between them hold. A page needs no script but for the search box, and asks nothing of another
 * host.
 */
public final class Site {

  /** What a reader may want first; other pages follow by their titles. */
  private static final List<String> ORDER =
      List.of(
          "README.md",
          "docs/tutorial.md",
          "docs/setup.md",
          "docs/from-lme4.md",
          "docs/reading-data.md",
          "docs/annotations.md",
          "docs/formulas.md",
          "docs/names.md",
          "docs/covariance.md",
          "docs/inference.md");

  private static final String STYLE = "style.css";

  private static final String SEARCH = "search.js";

  private static final String SEARCH_INDEX = "search-index.js";

  private final Path root;
  private final Path out;
  private final List<Page> pages = new ArrayList<>();

  private Site(Path root, Path out) throws IOException {
    this.root = root;
    this.out = out;
    for (Path file : files(path -> path.toString().endsWith(".md"))) {
      pages.add(Page.read(root, file));
    }
    pages.sort(Comparator.comparingInt(Site::rank).thenComparing(Page::title));
  }

  /**
   * Writes the pages.
   *
   * @param args the folder of the project, and the folder for the pages
   */
  public static void main(String[] args) throws IOException {
    Path index = write(Path.of(args[0]).normalize(), Path.of(args[1]));
    System.out.println("The documentation as pages: " + index);
  }

  /** Writes the pages and answers the first of them. */
  static Path write(Path root, Path out) throws IOException {
    return new Site(root, out).write();
  }

  private static int rank(Page page) {
    int rank = ORDER.indexOf(page.source());
    return rank < 0 ? ORDER.size() : rank;
  }

  private interface Choice {
    boolean takes(Path file);
  }

  /** Files of the documentation in a fixed order. */
  private List<Path> files(Choice choice) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String each :
        List.of(
            "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md", "LICENSE")) {
      if (Files.exists(root.resolve(each))) {
        all.add(root.resolve(each));
      }
    }
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      docs.filter(Files::isRegularFile).sorted().forEach(all::add);
    }
    all.removeIf(file -> !choice.takes(file));
    return all;
  }

  private Path write() throws IOException {
    for (Path file : files(path -> !path.toString().endsWith(".md"))) {
      copy(Files.newInputStream(file), root.relativize(file).toString());
    }
    copy(resource(STYLE), STYLE);
    copy(resource(SEARCH), SEARCH);
    Files.writeString(out.resolve(SEARCH_INDEX), SearchIndex.of(pages));
    String layout = new String(resource("page.html").readAllBytes(), StandardCharsets.UTF_8);
    for (Page page : pages) {
      Path target = out.resolve(page.target());
      Files.createDirectories(target.getParent());
      Files.writeString(target, html(layout, page));
    }
    return out.resolve(pages.get(0).target());
  }

  private static InputStream resource(String name) {
    InputStream stream = Site.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException(name + " is not beside " + Site.class.getName());
    }
    return stream;
  }

  private void copy(InputStream content, String name) throws IOException {
    Path target = out.resolve(name);
    Files.createDirectories(target.getParent());
    try (content) {
      Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String html(String layout, Page page) {
    return layout
        .replace("${title}", page.title())
        .replace("${style}", page.toRoot() + STYLE)
        .replace("${root}", page.toRoot())
        .replace("${navigation}", navigation(page))
        .replace("${body}", page.body());
  }

  /** Links to all pages; of the pages of single errors the list that they are on. */
  private String navigation(Page from) {
    StringBuilder list = new StringBuilder();
    for (Page page : pages) {
      if (page.isOfOneError()) {
        continue;
      }
      String current = page == from ? " aria-current=\"page\"" : "";
      list.append(
          "<li><a href=\"%s\"%s>%s</a></li>\n"
              .formatted(from.toRoot() + page.target(), current, page.title()));
    }
    return list.toString();
  }
}
