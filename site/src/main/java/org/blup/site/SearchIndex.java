package org.blup.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of all pages, section by section, as a script: where pages are opened as files, nothing
 * else can be loaded.
 */
final class SearchIndex {

  private static final Pattern HEADING = Pattern.compile("<h[1-6] id=\"([^\"]*)\">(.*?)</h[1-6]>");

  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private SearchIndex() {}

  static String of(List<Page> pages) {
    return pages.stream()
        .flatMap(page -> sections(page).stream())
        .collect(Collectors.joining(",\n", "window.searchIndex = [\n", "\n];\n"));
  }

  /** A section goes from its heading to the next of any level. */
  private static List<String> sections(Page page) {
    List<MatchResult> headings = HEADING.matcher(page.body()).results().toList();
    List<String> sections = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      MatchResult heading = headings.get(i);
      boolean isLast = i + 1 == headings.size();
      int end = isLast ? page.body().length() : headings.get(i + 1).start();
      sections.add(
          "{page: %s, id: %s, title: %s, heading: %s, text: %s}"
              .formatted(
                  quoted(page.target()),
                  quoted(heading.group(1)),
                  quoted(text(page.title())),
                  quoted(text(heading.group(2))),
                  quoted(text(page.body().substring(heading.end(), end)))));
    }
    return sections;
  }

  private static String text(String html) {
    String words = TAG.matcher(html).replaceAll(" ");
    return SPACES
        .matcher(words)
        .replaceAll(" ")
        .strip()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private static String quoted(String text) {
    StringBuilder script = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean isPlain = c >= ' ' && c != '"' && c != '\\' && c != '\u2028' && c != '\u2029';
      script.append(isPlain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return script.append('"').toString();
  }
}
