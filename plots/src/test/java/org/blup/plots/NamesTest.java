package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blup.Column;
import org.blup.MixedModel;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Names of a file that are no identifiers. */
class NamesTest {

  @MixedModel("`Reaction (ms)` ~ days + (1 | `Subject no`)")
  record Night(
      @Column("Reaction (ms)") double reaction,
      double days,
      @Column("Subject no") String subject) {}

  private static final List<Night> NIGHTS =
      Fits.sleep().stream().map(s -> new Night(s.reaction(), s.days(), s.subject())).toList();

  private static final NamesTest_NightModel.Fit FIT = NamesTest_NightModel.fit(NIGHTS);

  @Test
  void picturesHaveThemWithoutTheBackticksOfFormulas() {
    assertThat(Plots.fitted(FIT, NIGHTS, "days", "Subject no").svg())
        .contains("Observed and fitted Reaction (ms) by Subject no")
        .doesNotContain("`");
    assertThat(Plots.caterpillar(FIT.subject()).svg()).contains("Subject no").doesNotContain("`");
    assertThat(Plots.residuals(FIT.diagnostics(NIGHTS)).svg()).doesNotContain("`");
  }

  @MixedModel("reaction ~ `Day no` + (`Day no` | subject)")
  record Day(double reaction, @Column("Day no") double day, String subject) {}

  @Test
  void effectsAndParametersHaveThemSo() {
    List<Day> days =
        Fits.sleep().stream().map(s -> new Day(s.reaction(), s.days(), s.subject())).toList();
    NamesTest_DayModel.Fit fit = NamesTest_DayModel.fit(days);
    for (Plot plot :
        List.of(
            Plots.coefficients(fit),
            Plots.caterpillar(fit.subject()),
            Plots.qq(fit.subject()),
            Plots.shrinkage(fit, days, "subject"),
            Plots.influence(fit.influence("subject", days)),
            Plots.profile(fit.profile()),
            Plots.bootstrap(fit.bootstrap().replicates(20).seed(1).run()))) {
      assertThat(plot.svg()).contains("Day no");
      assertThat(plot.svg().replace("`Day no` + (1 + `Day no` | subject)", "")).doesNotContain("`");
      assertThat(plot.toVegaLite()).contains("Day no");
    }
  }

  @Test
  void theReportHasThemInItsFormulasAlone() {
    Picture page = Picture.of(Report.of(FIT, NIGHTS).html());

    assertThat(page.elements("h1").get(0).getTextContent())
        .isEqualTo("A mixed model of Reaction (ms)");
    for (String name : List.of("p", "li", "td", "th", "caption", "h2", "h3", "figcaption")) {
      for (Element element : page.elements(name)) {
        if (element.getElementsByTagName("code").getLength() == 0) {
          assertThat(element.getTextContent()).doesNotContain("`");
        }
      }
    }
    assertThat(page.elements("code").get(0).getTextContent()).isEqualTo(FIT.formula());
  }
}
