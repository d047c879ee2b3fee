package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, where there is one. */
class BrowserTest {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final List<String> ALONE =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars");

  @TempDir Path folder;

  /** What a small script finds out is in the page's title afterwards; the report has no script. */
  @Test
  void nothingIsWiderThanTheScreenOfAPhone() throws Exception {
    String html = Report.of(Fits.sleepFit(), Fits.sleep()).html();
    String probe =
        "<script>document.title = document.documentElement.scrollWidth + ' of '"
            + " + document.documentElement.clientWidth</script></body>";

    String dom = run(html.replace("</body>", probe), 500, "--dump-dom");

    assertThat(dom).containsPattern("<title>(\\d+) of \\1</title>");
  }

  @Test
  void thePageIsDrawn() throws Exception {
    Path picture = folder.resolve("page.png");

    run(Report.of(Fits.sleepFit(), Fits.sleep()).html(), 1000, "--screenshot=" + picture);

    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(1000);
    long dark =
        Stream.iterate(0, i -> i + 1)
            .limit(1000L * 800)
            .filter(i -> (image.getRGB(i % 1000, i / 1000) & 0xff) < 0x80)
            .count();
    assertThat(dark).isGreaterThan(2000);
  }

  private String run(String html, int width, String what) throws Exception {
    Optional<File> browser =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(place -> NAMES.stream().map(name -> new File(place, name)))
            .filter(File::canExecute)
            .findFirst();
    assumeTrue(browser.isPresent(), "there is no Chromium on the path");
    Path page = folder.resolve("page.html");
    Files.writeString(page, html);
    List<String> command = new ArrayList<>(List.of(browser.get().getPath()));
    command.addAll(ALONE);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--window-size=" + width + ",800");
    command.add(what);
    command.add(page.toUri().toString());
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the browser ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}
