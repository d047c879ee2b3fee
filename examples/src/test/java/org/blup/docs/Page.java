package org.blup.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page of the documentation, by its lines and fenced blocks. */
record Page(List<String> lines, List<Block> blocks) {

  /**
   * What stands between two fences.
   *
   * @param language after the first of them; empty if there is none
   * @param start the number of its first line, counted from 0
   * @param end that of the fence behind it
   * @param heading the nearest before it; empty for that of the page
   */
  record Block(String language, int start, int end, String heading, String text) {

    boolean isJava() {
      return language.equals("java");
    }

    /** What a module declares is no part of a program. */
    boolean isModule() {
      return isJava() && text.startsWith("module ");
    }

    /** Whether it follows on another without a word between them, as the output of a program. */
    boolean isOutputOf(Block program) {
      return language.isEmpty() && program.isJava() && start == program.end + 3;
    }
  }

  static Page read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Block> blocks = new ArrayList<>();
    int start = -1;
    String heading = "";
    for (int i = 0; i < lines.size(); i++) {
      if (start < 0 && lines.get(i).startsWith("##")) {
        heading = lines.get(i).replaceFirst("^#+ *", "");
      }
      if (!lines.get(i).startsWith("```")) {
        continue;
      }
      if (start < 0) {
        start = i + 1;
      } else {
        String language = lines.get(start - 1).substring(3);
        blocks.add(new Block(language, start, i, heading, text(lines.subList(start, i))));
        start = -1;
      }
    }
    return new Page(lines, blocks);
  }

  static Page empty() {
    return new Page(List.of(), List.of());
  }

  List<Block> javaBlocks() {
    return blocks.stream().filter(Block::isJava).filter(block -> !block.isModule()).toList();
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** The page with other text in some blocks. */
  String with(List<String> texts) {
    StringBuilder page = new StringBuilder();
    int next = 0;
    for (int b = 0; b < blocks.size(); b++) {
      lines.subList(next, blocks.get(b).start()).forEach(line -> page.append(line).append('\n'));
      page.append(texts.get(b));
      next = blocks.get(b).end();
    }
    lines.subList(next, lines.size()).forEach(line -> page.append(line).append('\n'));
    return page.toString();
  }
}
