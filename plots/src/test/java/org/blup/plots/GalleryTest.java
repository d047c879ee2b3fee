package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page in the documentation has every picture as it is drawn now. */
class GalleryTest {

  private static final Path FOLDER = Path.of("..", "docs", "pictures");
  private static final Path PAGE = Path.of("..", "docs", "pictures.md");
  private static final Pattern LINK = Pattern.compile("\\(pictures/([a-z-]+)\\.svg\\)");

  private static final Map<String, Plot> PICTURES = Gallery.pictures();

  @Test
  void filesAreCurrent() throws IOException {
    if (Boolean.getBoolean("pictures.update")) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, Plot> picture : PICTURES.entrySet()) {
        picture.getValue().write(FOLDER.resolve(picture.getKey() + ".svg"));
      }
    }
    for (Map.Entry<String, Plot> picture : PICTURES.entrySet()) {
      assertThat(FOLDER.resolve(picture.getKey() + ".svg"))
          .as("run with -Dpictures.update=true, and look at what changed")
          .hasContent(picture.getValue().svg());
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".svg", "")))
          .containsExactlyInAnyOrderElementsOf(PICTURES.keySet());
    }
  }

  @Test
  void thePageShowsAllOfThem() throws IOException {
    List<String> shown =
        LINK.matcher(Files.readString(PAGE)).results().map(link -> link.group(1)).toList();

    assertThat(new TreeSet<>(shown)).isEqualTo(new TreeSet<>(PICTURES.keySet()));
  }

  @Test
  void eachIsWellFormedWithinItsFrameAndNamed() {
    PICTURES.forEach(
        (name, plot) -> {
          Picture picture = Picture.of(plot);
          picture.assertNothingIsOutside();
          assertThat(picture.root().getAttribute("aria-label")).as(name).isEqualTo(plot.title());
          assertThat(picture.texts("axis-label")).as(name).hasSize(2).doesNotContain("");
          assertThat(plot.svg()).as(name).doesNotContain("NaN", "Infinity");
          assertThat(Bitmaps.png(plot)).as(name).isNotEmpty();
        });
  }

  /** Labels of one axis do not run into each other. */
  @Test
  void labelsDoNotOverlap() {
    PICTURES.forEach(
        (name, plot) -> {
          Picture picture = Picture.of(plot);
          for (List<double[]> line : picture.labelSpans("x-labels").values()) {
            for (int i = 1; i < line.size(); i++) {
              assertThat(line.get(i)[0]).as(name).isGreaterThan(line.get(i - 1)[1]);
            }
          }
        });
  }
}
