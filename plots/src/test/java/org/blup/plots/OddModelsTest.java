package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.ConditionalModes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Models of every kind have their pictures and their page. */
class OddModelsTest {

  enum Arm {
    OLD,
    NEW
  }

  @MixedModel(name = "Ar1", value = "y ~ day + arm + residual(ar1(visit | subject))")
  @MixedModel(name = "Both", value = "y ~ day + (1 | site) + residual(cs(visit | subject))")
  @MixedModel(name = "ByArm", value = "y ~ day * arm + (1 | subject) + residual(by = arm)")
  @MixedModel(
      name = "Spline",
      value = "log(y) ~ ns(day, knots(2, 4), boundary(0, 6)) + arm + (1 | subject)")
  @MixedModel(name = "Poly", value = "sqrt(y) ~ poly(day, 2) * arm + (day || subject)")
  @MixedModel(name = "Factors", value = "y ~ 0 + arm + (0 + arm | subject) + (1 | site)")
  @MixedModel(name = "NoFixed", value = "y ~ 0 + (1 | subject) + (1 | site)")
  @MixedModel(name = "Offset", value = "y ~ offset(day) + arm + arm:treated + (1 | site/subject)")
  @MixedModel(name = "Dropped", value = "y ~ day + treated + arm + (1 | subject)")
  @MixedModel(name = "Undetermined", value = "y ~ treated + (1 + treated | subject)")
  @MixedModel(name = "Known", value = "y ~ day + (1 | subject) + residual(known(variance))")
  record Row(
      double y,
      double day,
      int visit,
      Arm arm,
      boolean treated,
      double variance,
      String subject,
      String site) {}

  private static final List<Row> ROWS = rows();

  private static List<Row> rows() {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int subject = 0; subject < 24; subject++) {
      double level = 20 + 2 * random.nextGaussian();
      for (int visit = 0; visit < 6; visit++) {
        rows.add(
            new Row(
                level + 0.3 * visit + random.nextGaussian(),
                visit + 0.1 * (subject % 3),
                visit,
                subject % 2 == 0 ? Arm.OLD : Arm.NEW,
                subject % 2 == 0,
                0.5 + visit % 3,
                "s" + subject,
                "site " + subject % 6));
      }
    }
    return rows;
  }

  static Stream<Model<Row, ? extends MixedFit<Row>>> models() {
    return Stream.of(
        OddModelsTest_Ar1Model.model(),
        OddModelsTest_BothModel.model(),
        OddModelsTest_ByArmModel.model(),
        OddModelsTest_SplineModel.model(),
        OddModelsTest_PolyModel.model(),
        OddModelsTest_FactorsModel.model(),
        OddModelsTest_NoFixedModel.model(),
        OddModelsTest_OffsetModel.model(),
        OddModelsTest_DroppedModel.model(),
        OddModelsTest_UndeterminedModel.model(),
        OddModelsTest_KnownModel.model());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelHasItsPage(Model<Row, ? extends MixedFit<Row>> model) {
    MixedFit<Row> fit = model.fit(ROWS);

    String html = Report.of(fit, ROWS).html();

    Picture page = Picture.of(html);
    assertThat(page.elements("h2")).hasSize(8);
    assertThat(page.elements("svg")).hasSizeGreaterThan(2);
    for (Element path : page.elements("path")) {
      assertThat(path.getAttribute("d")).doesNotContain("NaN");
    }
    assertThat(page.texts("x-labels")).doesNotContain("NaN");
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelHasItsPictures(Model<Row, ? extends MixedFit<Row>> model) {
    MixedFit<Row> fit = model.fit(ROWS);
    List<Plot> plots = new ArrayList<>();
    plots.add(Plots.residuals(fit.diagnostics(ROWS)));
    plots.add(Plots.qq(fit.diagnostics(ROWS)));
    if (fit.frame(ROWS).numbers().contains("day")) {
      plots.add(Plots.fitted(fit, ROWS, "day", fit.frame(ROWS).factors().get(0)));
    }
    for (String group : fit.frame(ROWS).groups()) {
      ConditionalModes modes = fit.conditionalModes(group);
      plots.add(Plots.caterpillar(modes));
      plots.add(Plots.qq(modes));
      plots.add(Plots.shrinkage(fit, ROWS, group));
    }
    for (String covariate : fit.referenceGrid().covariates()) {
      plots.add(Plots.partialResiduals(fit, ROWS, covariate));
    }
    for (String factor : fit.referenceGrid().factors()) {
      plots.add(Plots.means(fit.means(factor)));
      plots.add(Plots.partialResiduals(fit, ROWS, factor));
    }
    for (Plot plot : plots) {
      Picture.of(plot).assertNothingIsOutside();
      assertThat(plot.svg()).as(plot.title()).doesNotContain("NaN", "Infinity");
    }
  }
}
