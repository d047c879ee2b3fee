package org.blup.examples;

import java.util.List;
import org.blup.MixedModel;
import org.blup.model.Model;

/**
 * How much may drivers differ? Three models of the sleep study, each with more random effects than
 * the one before: levels alone, slopes besides, and slopes that go with levels.
 */
public final class ModelComparison {

  @MixedModel(name = "Levels", value = "reaction ~ days + (1 | subject)")
  @MixedModel(name = "Slopes", value = "reaction ~ days + (days || subject)")
  @MixedModel(name = "Correlated", value = "reaction ~ days + (days | subject)")
  record Sleep(double reaction, double days, String subject) {}

  private ModelComparison() {}

  /** Compares the three, and what each says of the effect of a day. */
  public static void main(String[] args) {
    List<Sleep> rows = Resources.read(ModelComparison_LevelsModel.csv(), "sleepstudy.csv");
    var levels = ModelComparison_LevelsModel.fit(rows);
    var slopes = ModelComparison_SlopesModel.fit(rows);
    var correlated = ModelComparison_CorrelatedModel.fit(rows);

    System.out.println(Model.compare(levels, slopes, correlated));
    System.out.println("Slopes vary; that they go with levels is not seen.");
    System.out.printf(
        "Standard error of a day: %.3f with levels alone, %.3f with slopes%n",
        levels.fixed().days().standardError(), slopes.fixed().days().standardError());
  }
}
