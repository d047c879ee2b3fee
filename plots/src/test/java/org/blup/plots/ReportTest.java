package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.model.Algorithm;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The page of a fit, read as XML. */
class ReportTest {

  private static final List<Fits.Sleep> ROWS = Fits.sleep();
  private static final String SLEEP = Report.of(Fits.sleepFit(), ROWS).html();

  @TempDir Path folder;

  @Test
  void thePageHasTheNumbersOfTheFit() {
    String text = Picture.of(SLEEP).root().getTextContent();

    assertThat(text)
        .contains("A mixed model of reaction")
        .contains("reaction ~ 1 + days + (1 + days | subject)")
        .contains("Each of the 18 levels of subject has its own intercept and days")
        .contains("restricted maximum likelihood (REML)")
        .contains("Satterthwaite")
        .contains("1743.63")
        .contains("Observed and fitted reaction by subject")
        .contains("[7.2060, 13.729]")
        .contains("Number of rows: 180, groups: subject 18");
    assertThat(cells("Variances"))
        .contains(List.of("subject", "(Intercept)", "612.09", "24.740"))
        .contains(List.of("Residual", "", "654.94", "25.592"));
    assertThat(cells("Correlations of effects over the levels"))
        .containsExactly(List.of("subject", "(Intercept)", "days", "0.066"));
    assertThat(cells("Fixed effects, t tests with Satterthwaite's degrees of freedom").get(1))
        .startsWith("days", "10.467", "1.5458")
        .endsWith("17.00", "6.771", "< 0.0001");
    assertThat(cells("Numbers").get(1)).startsWith("days", "4.5000").endsWith("0", "9", "0");
  }

  /** The rows of a table by its caption. */
  private static List<List<String>> cells(String caption) {
    for (Element table : Picture.of(SLEEP).elements("table")) {
      if (table.getElementsByTagName("caption").item(0).getTextContent().equals(caption)) {
        List<List<String>> rows = new ArrayList<>();
        Element body = (Element) table.getElementsByTagName("tbody").item(0);
        for (int r = 0; r < body.getElementsByTagName("tr").getLength(); r++) {
          List<String> row = new ArrayList<>();
          Element line = (Element) body.getElementsByTagName("tr").item(r);
          for (int c = 0; c < line.getChildNodes().getLength(); c++) {
            row.add(line.getChildNodes().item(c).getTextContent());
          }
          rows.add(row);
        }
        return rows;
      }
    }
    throw new AssertionError("no table " + caption);
  }

  @Test
  void everyTableHasHeadersAndEveryPictureAName() {
    Picture page = Picture.of(SLEEP);

    assertThat(page.elements("table")).hasSizeGreaterThan(5);
    for (Element table : page.elements("table")) {
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
      int columns = 0;
      for (int i = 0; i < table.getElementsByTagName("th").getLength(); i++) {
        Element header = (Element) table.getElementsByTagName("th").item(i);
        assertThat(header.getAttribute("scope")).isIn("col", "row");
        columns += header.getAttribute("scope").equals("col") ? 1 : 0;
      }
      Element row = (Element) table.getElementsByTagName("tr").item(1);
      assertThat(row.getChildNodes().getLength()).isEqualTo(columns);
    }
    assertThat(page.elements("svg")).hasSizeGreaterThan(5);
    for (Element picture : page.elements("svg")) {
      assertThat(picture.getAttribute("role")).isEqualTo("img");
      assertThat(picture.getAttribute("aria-label")).isNotBlank();
      assertThat(picture.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
    }
    assertThat(page.root().getAttribute("lang")).isEqualTo("en");
    assertThat(page.elements("h1")).hasSize(1);
    assertThat(page.elements("main")).hasSize(1);
  }

  @Test
  void everySectionCanBeReachedFromTheTop() {
    Picture page = Picture.of(SLEEP);
    List<String> targets =
        page.elements("a").stream().map(a -> a.getAttribute("href").substring(1)).toList();

    assertThat(page.elements("h2").stream().map(h -> h.getAttribute("id")).toList())
        .isEqualTo(targets)
        .hasSize(8);
  }

  @Test
  void thePageAsksNobodyForAnything() {
    Picture page = Picture.of(SLEEP);

    for (String name : List.of("script", "link", "img", "iframe", "object", "use", "form")) {
      assertThat(page.elements(name)).as(name).isEmpty();
    }
    for (Element element : page.elements("*")) {
      assertThat(element.hasAttribute("src")).isFalse();
      assertThat(element.getAttribute("href")).matches("|#[a-z-]+");
    }
    String style = page.elements("style").get(0).getTextContent();
    assertThat(style).doesNotContain("url(", "@import");
  }

  @Test
  void fitsByIterationsSayThatTheyHaveNoLikelihood() {
    List<Fits.Zone> zones = Fits.zones();
    MixedFit<Fits.Zone> fit = Fits_ZoneModel.fitting().algorithm(Algorithm.ITERATIVE).fit(zones);

    String html = Report.of(fit, zones).html();

    assertThat(html)
        .contains(">not computed<")
        .contains("found by iterations, without the factorisation that the likelihood needs")
        .contains("The effects of levels are not drawn")
        .contains("Not checked: standardised residuals")
        .doesNotContain("NaN", "at, or near, zero");
  }

  @Test
  void theSameFitGivesTheSamePage() {
    assertThat(Report.of(Fits.sleepFit(), ROWS).html()).isEqualTo(SLEEP);
  }

  @Test
  void namesFromDataAreEscaped() {
    List<Fits.Sleep> rows = new ArrayList<>();
    for (Fits.Sleep row : ROWS) {
      String subject = "<img src=x onerror=alert(1)>&" + row.subject();
      rows.add(new Fits.Sleep(row.reaction(), row.days(), subject));
    }
    String html =
        Report.of(Fits_SleepModel.fit(rows), rows, "<script>alert(\"title\")</script>").html();

    Picture page = Picture.of(html);
    assertThat(page.elements("img")).isEmpty();
    assertThat(page.elements("script")).isEmpty();
    assertThat(page.elements("h1").get(0).getTextContent())
        .isEqualTo("<script>alert(\"title\")</script>");
    assertThat(page.texts("y-labels")).anyMatch(label -> label.startsWith("<img src=x"));
  }

  @Test
  void theTitleStaysAsItIsGiven() {
    Picture page = Picture.of(Report.of(Fits.sleepFit(), ROWS, "Sleep by `days`").html());

    assertThat(page.elements("title").get(0).getTextContent()).isEqualTo("Sleep by `days`");
    assertThat(page.elements("h1").get(0).getTextContent()).isEqualTo("Sleep by `days`");
  }

  @Test
  void warningsAreExplained() {
    List<Fits.Sleep> rows = new ArrayList<>();
    for (Fits.Sleep row : ROWS) {
      rows.add(new Fits.Sleep(Math.sin(row.days()) + row.days(), row.days(), row.subject()));
    }
    rows.add(new Fits.Sleep(Double.NaN, 3, "308"));
    Fits_SleepModel.Fit singular = Fits_SleepModel.fitting().missing(MissingValues.OMIT).fit(rows);

    String text = Picture.of(Report.of(singular, rows).html()).root().getTextContent();

    assertThat(singular.isSingular()).isTrue();
    assertThat(text)
        .contains("The fit is singular: no variance in subject")
        .contains("Rows left out because a value was missing: 1.")
        .contains("No intervals by the curvature of the likelihood are given");
    assertThat(Picture.of(SLEEP).root().getTextContent()).contains("None. The search ended");
  }

  @Test
  void everyKindOfModelHasAPage() {
    List<Fits.Part> oats = Fits.oats();
    Fits_PartModel.Fit kenwardRoger =
        Fits_PartModel.fitting().degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER).fit(oats);
    String plots = Picture.of(Report.of(kenwardRoger, oats).html()).root().getTextContent();
    String zones =
        Picture.of(Report.of(Fits_ZoneModel.fit(Fits.zones()), Fits.zones()).html())
            .root()
            .getTextContent();

    assertThat(plots)
        .contains("Estimated marginal means of yield by variety")
        .contains("Kenward, M. G. & Roger, J. H. (1997)")
        .contains("variety:nitro");
    assertThat(zones)
        .contains("Conditional modes of plate")
        .contains("Conditional modes of sample");
  }

  @Test
  void rowsOfAnotherFitAreRefused() {
    assertThatThrownBy(() -> Report.of(Fits.sleepFit(), ROWS.subList(0, 100)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("not the rows of the fit");
  }

  @Test
  void thePageIsWritten() throws IOException {
    Path file = folder.resolve("report.html");
    Report.of(Fits.sleepFit(), ROWS).write(file);

    assertThat(Files.readString(file)).isEqualTo(SLEEP);
  }
}
