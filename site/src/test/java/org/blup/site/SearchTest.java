package org.blup.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search box, and in a browser, where there is one, what it finds. */
class SearchTest {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  @TempDir static Path folder;

  private static Path site;

  @BeforeAll
  static void write() throws IOException {
    site = folder.resolve("site");
    Site.write(Path.of("..").toRealPath(), site);
  }

  @Test
  void theIndexHasEverySectionOfEveryPage() throws IOException {
    String index = Files.readString(site.resolve("search-index.js"));

    assertThat(index)
        .contains("page: \"docs/inference.html\", id: \"prediction-predict\"")
        .contains("heading: \"Prediction (predict)\"")
        .contains("page: \"docs/errors/BLUP201.html\", id: \"blup201-an-unknown-name\"");
    try (Stream<Path> files = Files.walk(site)) {
      files
          .filter(file -> file.toString().endsWith(".html"))
          .map(file -> site.relativize(file).toString().replace('\\', '/'))
          .forEach(page -> assertThat(index).contains("{page: \"" + page + "\""));
    }
  }

  @Test
  void whatIsTypedIsFoundInAPageThatWasOpenedAsAFile() throws Exception {
    String page = opened("index.html?search=confint%20profile");

    assertThat(page)
        .containsPattern("<li><a href=\"docs/inference.html#[^\"]*\">[^<]*\\(confint, profile\\)")
        .containsPattern("role=\"status\">\\d+ sections<");
  }

  @Test
  void aPageInAFolderFindsItsWayBack() throws Exception {
    assertThat(opened("docs/errors/BLUP201.html?search=blup202"))
        .containsPattern("<li><a href=\"../../docs/errors/BLUP202.html#[^\"]*\">BLUP202");
  }

  @Test
  void whatIsNowhereIsSaid() throws Exception {
    assertThat(opened("index.html?search=qqqqqq")).contains("role=\"status\">Nothing found<");
  }

  private static String opened(String page) throws Exception {
    Optional<File> browser =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(place -> BROWSERS.stream().map(name -> new File(place, name)))
            .filter(File::canExecute)
            .findFirst();
    assumeTrue(browser.isPresent(), "there is no Chromium on the path");
    Path output = Files.createTempFile(folder, "page", ".html");
    Process process =
        new ProcessBuilder(
                browser.get().getPath(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--virtual-time-budget=5000",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                site.toUri() + page)
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
