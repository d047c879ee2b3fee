package org.blup.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.model.fit.ConditionalModes;
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
}
