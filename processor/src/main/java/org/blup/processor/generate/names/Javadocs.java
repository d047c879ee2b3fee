package org.blup.processor.generate.names;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** Javadoc of generated members: plain text in lines that fit, whatever names occur in it. */
public final class Javadocs {

  private static final int WIDTH = 84;

  private Javadocs() {}

  /** Paragraphs and tags, each wrapped to the width of a line. */
  public static CodeBlock of(String... paragraphs) {
    return of(List.of(paragraphs));
  }

  public static CodeBlock of(List<String> paragraphs) {
    StringBuilder text = new StringBuilder();
    boolean afterTag = false;
    for (String paragraph : paragraphs) {
      boolean tag = paragraph.startsWith("@");
      if (!text.isEmpty()) {
        text.append(tag && afterTag ? "\n" : "\n\n").append(tag ? "" : "<p>");
      }
      text.append(String.join(tag ? "\n    " : "\n", lines(paragraph)));
      afterTag = tag;
    }
    return CodeBlock.of("$L", text);
  }

  /** Text of the user's as code, also where it holds what would end the tag or the comment. */
  public static String code(String text) {
    boolean plain =
        text.chars().noneMatch(c -> c == '{' || c == '}' || c == '\\') && !text.contains("*/");
    if (plain) {
      return "{@code " + text + "}";
    }
    StringBuilder escaped = new StringBuilder("<code>");
    for (char character : text.toCharArray()) {
      switch (character) {
        case '<', '>', '&', '{', '}', '@', '*', '/', '\\' ->
            escaped.append("&#").append((int) character).append(';');
        default -> escaped.append(character);
      }
    }
    return escaped.append("</code>").toString();
  }

  /** Never breaks before a word that would mean something else at the start of a line. */
  private static List<String> lines(String paragraph) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ")) {
      boolean mayStart = !word.startsWith("@") && !word.startsWith("*");
      if (mayStart && !line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
