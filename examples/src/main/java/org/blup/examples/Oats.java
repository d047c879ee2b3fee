package org.blup.examples;

import java.util.List;
import org.blup.MixedModel;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.LinearTest;
import org.blup.model.means.Mean;
import org.blup.model.means.Multiplicity;

/**
 * Does the variety of oats matter, and nitrogen? A split-plot experiment (Yates 1935): six blocks
 * of three plots, a variety each, and every plot in four parts with their doses of nitrogen. What
 * varies between plots is tested against plots, what varies within them against their parts; the
 * degrees of freedom say which.
 */
public final class Oats {

  enum Variety {
    GOLDEN_RAIN,
    MARVELLOUS,
    VICTORY
  }

  /** A part of a plot: its yield in quarter pounds, its nitrogen in hundredweights an acre. */
  @MixedModel("yield ~ variety * nitro + (1 | block/variety)")
  record Part(double yield, Variety variety, double nitro, String block) {}

  private Oats() {}

  /** Fits the model, tests its terms and compares the varieties. */
  public static void main(String[] args) {
    List<Part> rows = Resources.read(Oats_PartModel.csv(), "oats.csv");

    Oats_PartModel.Fit fit =
        Oats_PartModel.fitting().degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER).fit(rows);
    System.out.println(fit);

    System.out.println(fit.anova());
    System.out.println(fit.means().variety());
    System.out.println(fit.means().variety().pairwise().adjust(Multiplicity.TUKEY));

    Mean victory = fit.means().atNitro(0.6).variety().get(Variety.VICTORY);
    System.out.printf("Victory at 0.6: %.1f ± %.1f%n", victory.estimate(), victory.standardError());
    LinearTest more = fit.test(c -> c.varietyVictoryNitro().minus(c.varietyMarvellousNitro()));
    System.out.printf(
        "Victory gains %.1f more by nitrogen than Marvellous does: p = %.2f%n",
        more.estimate(), more.pValue());
  }
}
