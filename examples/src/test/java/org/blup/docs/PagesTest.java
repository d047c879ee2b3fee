package org.blup.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java blocks of every page compile, run, and print what the page says they do. The blocks of a
 * page are one program. What they take for given stands in a page of the same name among the test
 * resources; a heading there that the page has too makes a program of its own of the blocks under
 * it. {@code -Ddocs.update=true} writes into the pages what their programs print, {@code
 * -Ddocs.pages=tutorial} takes only those with names like that.
 */
class PagesTest {

  private static final Path PROJECT = Path.of("..");

  private static final Path GIVEN = Path.of("src", "test", "resources", "org", "blup", "docs");

  /** Spark is not on the class path here; blup-spark compiles and runs its page itself. */
  private static final String SPARK = "spark.md";

  /** The examples' data are what pages read. */
  private static final List<Path> DATA =
      List.of(
          Path.of("src", "test", "resources", "oracle", "data"),
          Path.of("src", "main", "resources", "org", "blup", "examples"));

  @TempDir static Path files;

  @BeforeAll
  static void copyData() throws IOException {
    for (Path folder : DATA) {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.toList()) {
          Path copy = files.resolve(file.getFileName());
          if (!Files.exists(copy)) {
            Files.copy(file, copy);
          }
        }
      }
    }
  }

  static List<String> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"));
        Stream<Path> others =
            Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(PROJECT::resolve)) {
      return Stream.concat(others, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.endsWith(SPARK))
          .filter(file -> !read(file).javaBlocks().isEmpty())
          .map(file -> PROJECT.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.matches(".*(" + System.getProperty("docs.pages", "") + ").*"))
          .sorted()
          .toList();
    }
  }

  private static Page read(Path file) {
    try {
      return Page.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void programsPrintWhatThePageSays(String name, @TempDir Path folder) throws Exception {
    Path file = PROJECT.resolve(name);
    Page page = Page.read(file);
    Path given = GIVEN.resolve(file.getFileName());

    List<String> texts =
        texts(page, printed(page, Files.exists(given) ? Page.read(given) : Page.empty(), folder));

    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(file, page.with(texts));
    }
    assertThat(texts).isEqualTo(page.blocks().stream().map(Page.Block::text).toList());
  }

  /** What each Java block prints. */
  private static Map<Page.Block, String> printed(Page page, Page given, Path folder)
      throws Exception {
    Set<String> ownPrograms =
        given.blocks().stream()
            .map(Page.Block::heading)
            .filter(heading -> !heading.isEmpty())
            .collect(Collectors.toSet());
    Map<String, List<Page.Block>> programs =
        page.javaBlocks().stream()
            .collect(
                Collectors.groupingBy(
                    block -> ownPrograms.contains(block.heading()) ? block.heading() : ""));
    Map<Page.Block, String> printed = new HashMap<>();
    for (Map.Entry<String, List<Page.Block>> each : programs.entrySet()) {
      List<Page.Block> before =
          given.javaBlocks().stream()
              .filter(b -> b.heading().isEmpty() || b.heading().equals(each.getKey()))
              .toList();
      PageProgram program = new PageProgram();
      before.forEach(program::add);
      each.getValue().forEach(program::add);
      Path own = Files.createDirectory(folder.resolve("program" + printed.size()));
      List<String> outputs = program.outputs(files, own);
      for (int b = 0; b < each.getValue().size(); b++) {
        printed.put(each.getValue().get(b), trimmed(outputs.get(before.size() + b)));
      }
    }
    return printed;
  }

  /** Without the empty lines at its end, which no page shows. */
  private static String trimmed(String output) {
    return output.isBlank() ? "" : output.stripTrailing() + "\n";
  }

  /** The text of each block, with what the program before it printed where that is its output. */
  private static List<String> texts(Page page, Map<Page.Block, String> printed) {
    List<String> texts = new ArrayList<>();
    Page.Block before = null;
    for (Page.Block block : page.blocks()) {
      boolean isOutput = before != null && printed.containsKey(before) && block.isOutputOf(before);
      texts.add(isOutput ? printed.get(before) : block.text());
      before = block;
    }
    return texts;
  }
}
