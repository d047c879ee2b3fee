package org.blup.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages whose Java blocks are one program: they compile, and print what the page says they do.
 * {@code -Ddocs.update=true} writes into the page what they print.
 */
class PagesTest {

  private static final Path DOCS = Path.of("..", "docs");

  private static final Path DATA =
      Path.of("src", "main", "resources", "org", "blup", "examples").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"from-lme4.md"})
  void programsPrintWhatThePageSays(String name, @TempDir Path folder) throws Exception {
    Path file = DOCS.resolve(name);
    Page page = Page.read(file);

    List<String> printed = PageProgram.outputs(page, DATA, folder);

    List<String> texts = texts(page, printed);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(file, page.with(texts));
    }
    assertThat(page.with(texts)).isEqualTo(Files.readString(file));
  }

  /** The text of each block, with what the program before it printed where that is its output. */
  private static List<String> texts(Page page, List<String> printed) {
    List<String> texts = new ArrayList<>();
    int program = -1;
    for (int b = 0; b < page.blocks().size(); b++) {
      Page.Block block = page.blocks().get(b);
      boolean isOutput = program >= 0 && b > 0 && block.isOutputOf(page.blocks().get(b - 1));
      texts.add(isOutput ? printed.get(program) : block.text());
      program += block.isJava() ? 1 : 0;
    }
    return texts;
  }
}
