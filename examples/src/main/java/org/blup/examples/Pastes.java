package org.blup.examples;

import java.util.List;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.model.VarianceComponent;

/**
 * Nested groups: ten deliveries of a chemical paste, three casks of each, two tests of every cask
 * (Davies and Goldsmith 1972). Cask a of one batch is another cask than cask a of the next.
 */
public final class Pastes {

  /** A test of the strength of a paste. */
  @MixedModel
  record Paste(@Response double strength, String batch, @Random(within = "batch") String cask) {}

  private Pastes() {}

  /** Fits the model and prints the share of the variance that each step of the sampling has. */
  public static void main(String[] args) {
    List<Paste> rows = Resources.read(Pastes_PasteModel.csv(), "pastes.csv");
    Pastes_PasteModel.Fit fit = Pastes_PasteModel.fit(rows);
    System.out.println(fit);

    double total = 0;
    for (VarianceComponent component : fit.varianceComponents()) {
      total += component.variance();
    }
    for (VarianceComponent component : fit.varianceComponents()) {
      System.out.printf(
          "%-12s %4.0f %% of the variance%n",
          component.group(), 100 * component.variance() / total);
    }
    System.out.println("To know a batch better, test another cask of it, not the same one again.");
    System.out.println(fit.ranova());
  }
}
