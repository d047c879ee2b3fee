package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.blup.exception.BlupException;
import org.blup.model.diagnostics.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What every picture does. */
class PlotTest {

  private static final Fits_SleepModel.Fit FIT = Fits.sleepFit();
  private static final Diagnostics DIAGNOSTICS = FIT.diagnostics(Fits.sleep());

  @TempDir Path folder;

  @Test
  void pointsStandWhereTheTicksSay() {
    Picture picture = Picture.of(Plots.residuals(DIAGNOSTICS));

    List<Element> points = picture.marks("point");
    assertThat(points).hasSize(180);
    for (int row = 0; row < 180; row++) {
      double x = picture.valueAt("x-labels", "x", Picture.number(points.get(row), "cx"));
      double y = picture.valueAt("y-labels", "y", Picture.number(points.get(row), "cy"));
      assertThat(x).isCloseTo(DIAGNOSTICS.fittedValue(row), within(0.01));
      assertThat(y).isCloseTo(DIAGNOSTICS.residual(row), within(0.01));
    }
    picture.assertNothingIsOutside();
  }

  @Test
  void theSameNumbersGiveTheSameBytes() {
    Plot first = Plots.caterpillar(FIT.subject());
    Plot second = Plots.caterpillar(Fits.sleepFit().conditionalModes("subject"));

    assertThat(first.svg()).isEqualTo(second.svg());
    assertThat(Bitmaps.png(first)).isEqualTo(Bitmaps.png(second));
    assertThat(first.toVegaLite()).isEqualTo(second.toVegaLite());
  }

  @Test
  void aBitmapHasTwoPixelsForEachOfThePictureAndIsNotBlank() throws IOException {
    BufferedImage image = image(Plots.caterpillar(FIT.subject()).sized(400, 300));

    assertThat(image.getWidth()).isEqualTo(800);
    assertThat(image.getHeight()).isEqualTo(600);
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < 800 * 600; i++) {
      colours.add(image.getRGB(i % 800, i / 800));
    }
    assertThat(colours).contains(0xffffffff).hasSizeGreaterThan(20);
  }

  private static BufferedImage image(Plot plot) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Bitmaps.png(plot)));
  }

  @Test
  void theSpecificationForVegaLiteHoldsLayersAndData() throws IOException {
    Plot plot = Plots.residuals(DIAGNOSTICS);
    JsonNode spec = new ObjectMapper().readTree(plot.toVegaLite());

    assertThat(spec.at("/$schema").asText()).contains("vega-lite/v5");
    assertThat(spec.at("/title/text").asText()).isEqualTo(plot.title());
    assertThat(spec.at("/layer")).hasSize(3);
    assertThat(spec.at("/layer/1/encoding/x/title").asText()).isEqualTo("Fitted reaction");
    JsonNode values = spec.at("/data/values");
    assertThat(values).hasSize(plot.data().rows());
    assertThat(values.get(17).get("residual").asDouble()).isEqualTo(DIAGNOSTICS.residual(17));
    assertThat(values.get(plot.data().rows() - 1).get("row").isNull()).isTrue();
  }

  @Test
  void titlesAndLabelsCanBeReplaced() {
    Plot plot =
        Plots.residuals(DIAGNOSTICS).titled("Sleep").labelled("Fitted (ms)", "Residual (ms)");

    assertThat(Picture.of(plot).texts("title")).containsExactly("Sleep");
    assertThat(Picture.of(plot).texts("axis-label"))
        .containsExactly("Fitted (ms)", "Residual (ms)");
    assertThat(Picture.of(plot).root().getAttribute("aria-label")).isEqualTo("Sleep");
  }

  @Test
  void theEndingOfAFileSaysWhatIsWritten() throws IOException {
    Plot plot = Plots.caterpillar(FIT.subject());
    for (String ending : List.of("svg", "PNG", "json", "csv")) {
      plot.write(folder.resolve("picture." + ending));
    }

    assertThat(folder.resolve("picture.svg")).hasContent(plot.svg());
    assertThat(folder.resolve("picture.json")).hasContent(plot.toVegaLite());
    assertThat(Files.readAllBytes(folder.resolve("picture.PNG"))).isEqualTo(Bitmaps.png(plot));
    assertThat(Files.readAllLines(folder.resolve("picture.csv")))
        .hasSize(37)
        .startsWith("effect,level,mode,lower,upper");
    assertThatThrownBy(() -> plot.write(folder.resolve("picture.jpg")))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("picture.jpg")
        .hasMessageContaining(".svg, .png, .json");
    assertThatThrownBy(() -> plot.sized(100, 600)).hasMessageContaining("100 × 600");
  }

  @Test
  void hostileNamesAreEscapedAndReadable() throws IOException {
    List<String> levels =
        List.of(
            "<script>alert(1)</script>",
            "a & b \"c\" 'd'",
            "שלום עולם",
            "日本語",
            "\u0000\u0007\uD800 broken",
            "two\nlines",
            "]]>",
            "x".repeat(5_000));
    Plot plot =
        Plots.caterpillar(
            new Stubs.Modes("g < & \"h\"", levels, new double[] {8, 7, 6, 5, 4, 3, 2, 1}));
    Picture picture = Picture.of(plot);

    assertThat(picture.texts("title")).containsExactly("Conditional modes of g < & \"h\"");
    assertThat(picture.texts("y-labels"))
        .startsWith(
            "<script>alert(1)</script>",
            "a & b \"c\" 'd'",
            "שלום עולם",
            "日本語",
            "\uFFFD\uFFFD\uFFFD broken",
            "two lines",
            "]]>");
    assertThat(picture.texts("y-labels").get(7)).contains("…").hasSizeLessThan(60);
    assertThat(picture.elements("script")).isEmpty();
    assertThat(picture.texts("notes")).isNotEmpty();
    picture.assertNothingIsOutside();
    assertThat(new ObjectMapper().readTree(plot.toVegaLite()).at("/data/values/0/level").asText())
        .isEqualTo("<script>alert(1)</script>");
    assertThat(image(plot).getWidth()).isEqualTo(1600);
  }

  @Test
  void aHundredThousandLevelsAreDrawnAsSome() {
    int count = 100_000;
    List<String> levels = IntStream.range(0, count).mapToObj(i -> "level " + i).toList();
    double[] modes = IntStream.range(0, count).mapToDouble(i -> Math.sin(i)).toArray();

    Plot plot = Plots.caterpillar(new Stubs.Modes("g", levels, modes));

    assertThat(plot.data().rows()).isEqualTo(count);
    assertThat(plot.height()).isEqualTo(600);
    Picture picture = Picture.of(plot);
    assertThat(picture.marks("interval")).hasSizeBetween(300, 600);
    assertThat(picture.marks("point")).hasSameSizeAs(picture.marks("interval"));
    assertThat(String.join(" ", picture.texts("notes"))).contains("One level in 250 is drawn.");
    // Vega runs out of stack at longer lists
    assertThat(plot.toVegaLite().contains("\"sort\":null")).isTrue();
    assertThat(plot.toVegaLite().contains("\"sort\":[\"level")).isFalse();
  }

  @Test
  void aMillionRowsAreCountedInCells() {
    int count = 1_000_000;
    double[] fitted = IntStream.range(0, count).mapToDouble(i -> i % 1013).toArray();
    double[] residuals = IntStream.range(0, count).mapToDouble(i -> Math.sin(i) * i).toArray();

    Plot plot = Plots.residuals(new Stubs.Rows("y", fitted, residuals));

    Picture picture = Picture.of(plot);
    assertThat(picture.marks("point")).isEmpty();
    assertThat(picture.marks("density")).hasSizeBetween(1_000, 20_000);
    assertThat(String.join(" ", picture.texts("notes"))).contains("the darker, the more");
  }

  @Test
  void whatIsMissingOrAlikeIsDrawnAllTheSame() {
    double nan = Double.NaN;
    Plot one = Plots.caterpillar(new Stubs.Modes("g", List.of("only"), new double[] {-0.0}));
    Plot missing =
        Plots.caterpillar(new Stubs.Modes("g", List.of("a", "b"), new double[] {nan, 2}));
    Plot alike =
        Plots.residuals(
            new Stubs.Rows("y", new double[] {5, 5, 5, nan}, new double[] {0, 0, 0, nan}));
    Plot none = Plots.residuals(new Stubs.Rows("y", new double[0], new double[0]));
    Plot huge =
        Plots.residuals(
            new Stubs.Rows("y", new double[] {-1e300, 1e300}, new double[] {1e-300, -1e-300}));

    assertThat(Picture.of(one).marks("point")).hasSize(1);
    assertThat(one.data().text("mode", 0)).isEqualTo("0");
    assertThat(Picture.of(missing).marks("point")).hasSize(1);
    assertThat(Picture.of(missing).texts("y-labels")).containsExactly("b", "a");
    assertThat(Picture.of(alike).marks("point")).hasSize(3);
    assertThat(alike.data().rows()).isEqualTo(4);
    assertThat(Picture.of(none).texts("axis-label")).contains("no data");
    assertThat(Picture.of(huge).marks("point")).hasSize(2);
    for (Plot plot : List.of(one, missing, alike, none, huge)) {
      Picture.of(plot).assertNothingIsOutside();
      assertThat(plot.svg()).doesNotContain("NaN", "Infinity");
      assertThat(Bitmaps.png(plot)).isNotEmpty();
    }
  }
}
