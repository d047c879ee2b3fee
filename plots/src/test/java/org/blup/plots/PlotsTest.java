package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.Influence;
import org.blup.model.diagnostics.LevelInfluence;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.profile.Profile;
import org.junit.jupiter.api.Test;

/** What each picture shows. */
class PlotsTest {

  private static final List<Fits.Sleep> ROWS = Fits.sleep();
  private static final Fits_SleepModel.Fit FIT = Fits.sleepFit();

  @Test
  void aCaterpillarIsSortedByTheFirstEffectWithAPanelForEach() {
    Plot plot = Plots.caterpillar(FIT.subject());
    Picture picture = Picture.of(plot);
    ConditionalModes modes = FIT.conditionalModes("subject");

    assertThat(picture.texts("panel-name")).containsExactly("(Intercept)", "days");
    assertThat(picture.marks("point")).hasSize(36);
    assertThat(picture.marks("interval")).hasSize(36);
    assertThat(picture.texts("y-labels")).startsWith("337", "330", "331").hasSize(18);
    PlotData data = plot.data();
    for (int row = 0; row < data.rows(); row++) {
      int level = modes.position(data.text("level", row));
      int effect = modes.effectNames().indexOf(data.text("effect", row));
      assertThat(data.number("mode", row)).isEqualTo(modes.mode(level, effect));
      assertThat(data.number("upper", row) - data.number("mode", row))
          .isCloseTo(1.959963985 * modes.standardDeviation(level, effect), within(1e-7));
    }
    assertThatThrownBy(() -> Plots.caterpillar(modes, 95))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("0.95, not 95");
  }

  @Test
  void fittedLinesAreThoseOfPredict() {
    Plot plot = Plots.fitted(FIT, ROWS, "days", "subject");
    Picture picture = Picture.of(plot);

    assertThat(picture.texts("panel-name")).hasSize(18).startsWith("308", "309", "310");
    assertThat(picture.marks("point")).hasSize(180);
    assertThat(picture.marks("line")).hasSize(36);
    assertThat(picture.texts("key-label"))
        .containsExactly("fixed effects alone", "fitted", "observed");
    PlotData data = plot.data();
    for (int row = 0; row < data.rows(); row++) {
      Fits.Sleep at = new Fits.Sleep(0, data.number("x", row), data.text("level", row));
      switch (data.text("part", row)) {
        case "fitted" -> assertThat(data.number("y", row)).isEqualTo(FIT.predict(at));
        case "population" -> assertThat(data.number("y", row)).isEqualTo(FIT.predictPopulation(at));
        default ->
            assertThat(data.number("y", row))
                .isEqualTo(ROWS.get(row % 10 + row / 30 * 10).reaction());
      }
    }
  }

  @Test
  void rowsOfSomeLevelsGiveTheirPanels() {
    List<Fits.Sleep> some = ROWS.stream().filter(row -> row.subject().startsWith("33")).toList();

    assertThat(Picture.of(Plots.fitted(FIT, some, "days", "subject")).texts("panel-name"))
        .containsExactly("330", "331", "332", "333", "334", "335", "337");
  }

  @Test
  void whatTheModelDoesNotHaveIsRefusedByName() {
    assertThatThrownBy(() -> Plots.fitted(FIT, ROWS, "dais", "subject"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("'dais'")
        .hasMessageContaining("days");
    assertThatThrownBy(() -> Plots.fitted(FIT, ROWS, "days", "subjekt"))
        .hasMessageContaining("'subjekt'")
        .hasMessageContaining("subject");
    assertThatThrownBy(() -> Plots.fitted(FIT, List.of(), "days", "subject"))
        .hasMessageContaining("nothing to draw");
  }

  @Test
  void theSizeOfResidualsIsDrawnFromZero() {
    Plot plot = Plots.scaleLocation(FIT.diagnostics(ROWS));

    assertThat(Picture.of(plot).texts("y-labels")).startsWith("0");
    assertThat(plot.data().number("size", 3))
        .isEqualTo(Math.sqrt(Math.abs(FIT.diagnostics(ROWS).standardisedResidual(3))));
  }

  @Test
  void quantilesAreThoseOfR() {
    Plot plot = Plots.qq(FIT.diagnostics(ROWS));
    PlotData data = plot.data();

    assertThat(Picture.of(plot).marks("point")).hasSize(180);
    // R: qnorm(ppoints(180))[c(1, 90, 180)]
    assertThat(data.number("theoretical", 0)).isCloseTo(-2.772921, within(1e-5));
    assertThat(data.number("theoretical", 89)).isCloseTo(-0.006963, within(1e-5));
    assertThat(data.number("theoretical", 179)).isCloseTo(2.772921, within(1e-5));
    for (int row = 1; row < 180; row++) {
      assertThat(data.number("sample", row))
          .isGreaterThanOrEqualTo(data.number("sample", row - 1))
          .isEqualTo(
              FIT.diagnostics(ROWS).standardisedResidual(Integer.parseInt(data.text("row", row))));
    }
  }

  @Test
  void modesHaveTheirQuantilesEffectByEffect() {
    Picture picture = Picture.of(Plots.qq(FIT.subject()));

    assertThat(picture.texts("panel-name")).containsExactly("(Intercept)", "days");
    assertThat(picture.marks("point")).hasSize(36);
    assertThat(picture.marks("band")).hasSize(2);
  }

  @Test
  void profilesMeetTheirIntervals() {
    Profile profile = FIT.profile();
    Plot plot = Plots.profile(profile);

    assertThat(Picture.of(plot).texts("panel-name"))
        .containsExactlyElementsOf(profile.parameters().keySet());
    PlotData data = plot.data();
    List<Double> ends = new ArrayList<>();
    for (int row = 0; row < data.rows(); row++) {
      if (data.text("part", row).equals("interval")) {
        ends.add(data.number("zeta", row));
      }
    }
    assertThat(ends).hasSize(12);
    assertThat(ends)
        .allSatisfy(zeta -> assertThat(Math.abs(zeta)).isCloseTo(1.959964, within(1e-4)));
  }

  /** R: coef(lmList(Reaction ~ Days | Subject, sleepstudy))["308", ]. */
  @Test
  void shrinkageStartsAtTheRegressionsOfTheLevelsOwnRows() {
    Plot plot = Plots.shrinkage(FIT, ROWS, "subject");
    PlotData data = plot.data();

    assertThat(data.text("level", 0)).isEqualTo("308");
    assertThat(data.number("own1", 0)).isCloseTo(244.19267, within(1e-4));
    assertThat(data.number("own2", 0)).isCloseTo(21.76470, within(1e-4));
    assertThat(data.number("shrunk2", 0)).isEqualTo(FIT.subject().coefficients("308").days());
    assertThat(Picture.of(plot).marks("point")).hasSize(37);
  }

  /** Within a block the model has the cells' means as its estimates. */
  @Test
  void shrinkageOfFactorsStartsAtTheMeansOfTheLevelsOwnCells() {
    List<Fits.Part> oats = Fits.oats();
    PlotData data = Plots.shrinkage(Fits_VarietiesModel.fit(oats), oats, "block").data();

    for (int row = 0; row < data.rows(); row++) {
      if (data.text("part", row).equals("levels")) {
        String block = data.text("level", row);
        String effect = data.text("effect", row);
        double reference = mean(oats, block, "Golden Rain");
        double expected =
            effect.equals("(Intercept)")
                ? reference
                : mean(oats, block, effect.substring("variety".length())) - reference;
        assertThat(data.number("own", row)).isCloseTo(expected, within(1e-9));
      }
    }
    assertThat(data.rows()).isEqualTo(3 * (1 + 6));
  }

  private static double mean(List<Fits.Part> oats, String block, String variety) {
    return oats.stream()
        .filter(part -> part.block().equals(block) && part.variety().equals(variety))
        .mapToDouble(Fits.Part::yield)
        .average()
        .orElseThrow();
  }

  @Test
  void shrinkageOfFactorsThatAreCodedOtherwiseIsOfDeviations() {
    List<Fits.Part> oats = Fits.oats();
    Fits_CellsModel.Fit fit = Fits_CellsModel.fit(oats);
    Plot plot = Plots.shrinkage(fit, oats, "block");
    PlotData data = plot.data();

    ConditionalModes modes = fit.conditionalModes("block");
    assertThat(modes.hasCoefficients()).isFalse();
    assertThatThrownBy(() -> modes.coefficient(0, 0))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("has other columns than among the fixed effects");
    assertThat(Fits.sleepFit().conditionalModes("subject").hasCoefficients()).isTrue();

    for (int row = 0; row < data.rows(); row++) {
      if (data.text("part", row).equals("levels")) {
        String variety = data.text("effect", row).substring("variety".length());
        double all =
            oats.stream()
                .filter(part -> part.variety().equals(variety))
                .mapToDouble(Fits.Part::yield)
                .average()
                .orElseThrow();
        assertThat(data.number("own", row))
            .isCloseTo(mean(oats, data.text("level", row), variety) - all, within(1e-6));
      }
    }
    assertThat(plot.svg()).contains("Deviations from the fixed effects.");
  }

  @Test
  void shrinkageOfWhatIsNoGroupIsRefused() {
    List<Fits.Part> oats = Fits.oats();

    assertThat(Plots.shrinkage(Fits_PartModel.fit(oats), oats, "block").data().rows()).isEqualTo(7);
    assertThatThrownBy(() -> Plots.shrinkage(FIT, ROWS, "driver"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("driver");
  }

  @Test
  void coefficientsHaveTheirIntervals() {
    Fits_PartModel.Fit fit = Fits_PartModel.fit(Fits.oats());
    Plot plot = Plots.coefficients(fit, 0.9);

    assertThat(Picture.of(plot).texts("y-labels"))
        .containsExactly(
            "varietyMarvellous",
            "varietyVictory",
            "nitro",
            "varietyMarvellous:nitro",
            "varietyVictory:nitro");
    assertThat(plot.data().number("upper", 2))
        .isEqualTo(fit.coefficient("nitro").interval(0.9).upper());
    assertThat(Plots.coefficients(Fits_ZoneModel.fit(Fits.zones())).data().text("coefficient", 0))
        .isEqualTo("(Intercept)");
  }

  @Test
  void meansStandAtTheirLevels() {
    Fits_PartModel.Fit fit = Fits_PartModel.fit(Fits.oats());
    Plot plot = Plots.means(fit.means("variety"));

    assertThat(Picture.of(plot).texts("axis-label")).containsExactly("variety", "yield");
    assertThat(Picture.of(plot).texts("x-labels"))
        .containsExactly("Golden Rain", "Marvellous", "Victory");
    assertThat(plot.data().number("mean", 1))
        .isEqualTo(fit.means("variety").get("Marvellous").estimate());
  }

  @Test
  void anInteractionHasALineForEachLevelOfTheOtherFactor() {
    Fits_DoseModel.Fit fit = Fits_DoseModel.fit(Fits.doses());
    Plot plot = Plots.means(fit.means("factor(dose)").by("variety"));
    Picture picture = Picture.of(plot);

    assertThat(picture.texts("key-label")).containsExactly("Golden Rain", "Marvellous", "Victory");
    assertThat(picture.marks("line")).hasSize(3);
    assertThat(picture.marks("interval")).hasSize(12);
    assertThat(picture.texts("x-labels")).containsExactly("0", "1", "2", "3");
    assertThat(plot.toVegaLite()).contains("\"title\":\"variety\"").contains("\"xOffset\"");
  }

  @Test
  void partialResidualsAreResidualsAboutTheEffect() {
    List<Fits.Part> oats = Fits.oats();
    Fits_PartModel.Fit fit = Fits_PartModel.fit(oats);
    Diagnostics diagnostics = fit.diagnostics(oats);
    PlotData data = Plots.partialResiduals(fit, oats, "nitro").data();
    int first = data.rows() - oats.size();

    for (int row = 0; row < oats.size(); row++) {
      double nitro = oats.get(row).nitro();
      double effect = fit.referenceGrid().at("nitro", nitro).overall().estimate();
      assertThat(data.number("x", first + row)).isEqualTo(nitro);
      assertThat(data.number("y", first + row)).isEqualTo(effect + diagnostics.residual(row));
    }
    assertThat(Plots.partialResiduals(fit, oats, "variety").data().rows())
        .isEqualTo(3 + oats.size());
    assertThatThrownBy(() -> Plots.partialResiduals(fit, oats, "block"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("'block'")
        .hasMessageContaining("nitro, variety");
  }

  @Test
  void theMostInfluentialLevelComesFirst() {
    Influence influence = FIT.influence("subject", ROWS);
    Plot plot = Plots.influence(influence);
    PlotData data = plot.data();

    assertThat(Picture.of(plot).texts("panel-name"))
        .containsExactly("Cook's distance", "DFBETAS of (Intercept)", "DFBETAS of days");
    assertThat(data.number("value", 0))
        .isEqualTo(
            influence.levels().stream()
                .mapToDouble(LevelInfluence::cooksDistance)
                .max()
                .orElseThrow());
    assertThat(Picture.of(plot).marks("point")).hasSize(54);
  }

  @Test
  void densitiesHaveAnAreaOfAboutOne() {
    BootstrapResult result = FIT.bootstrap().replicates(200).run();
    Plot plot = Plots.bootstrap(result);
    PlotData data = plot.data();

    double area = 0;
    for (int row = 1; row < data.rows(); row++) {
      boolean isCurve =
          data.text("part", row).equals("density")
              && data.text("part", row - 1).equals("density")
              && data.text("statistic", row).equals("sigma");
      area +=
          isCurve
              ? (data.number("value", row) - data.number("value", row - 1))
                  * (data.number("density", row) + data.number("density", row - 1))
                  / 2
              : 0;
    }
    assertThat(area).isBetween(0.95, 1.0);
    assertThat(Picture.of(plot).texts("panel-name")).containsExactlyElementsOf(result.names());
    assertThat(Picture.of(plot).texts("notes").get(0)).startsWith("200 refits.");
  }
}
