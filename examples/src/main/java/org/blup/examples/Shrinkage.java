package org.blup.examples;

import java.util.List;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/**
 * Fixed or random? Six batches of dyestuff with five samples each. As fixed effects each batch has
 * its own mean; as random effects the means are drawn towards each other, by as much as the batches
 * are alike: a little in the first data set (Davies and Goldsmith 1972), altogether in the second
 * (simulated, Box and Tiao 1973), where batches differ by no more than chance.
 */
public final class Shrinkage {

  /** The yield of a sample. */
  @MixedModel
  record Sample(@Response double yield, @Random String batch) {}

  private Shrinkage() {}

  /** Prints the means of the batches as they are and as they are predicted. */
  public static void main(String[] args) {
    print("dyestuff.csv");
    print("dyestuff2.csv");
  }

  private static void print(String file) {
    List<Sample> rows = Resources.read(Shrinkage_SampleModel.csv(), file);
    Shrinkage_SampleModel.Fit fit = Shrinkage_SampleModel.fit(rows);
    double between = fit.batch().covariance().intercept().variance();
    double kept = 5 * between / (5 * between + fit.sigma() * fit.sigma());
    System.out.printf(
        "%s: σ between batches %.2f, within %.2f; differences are multiplied by %.3f%n",
        file, Math.sqrt(between), fit.sigma(), kept);
    System.out.println("batch   mean of its rows   predicted");
    for (String batch : fit.batch().levels()) {
      double mean =
          rows.stream()
              .filter(row -> row.batch().equals(batch))
              .mapToDouble(Sample::yield)
              .average()
              .orElseThrow();
      double predicted = fit.batch().coefficients(batch).intercept();
      System.out.printf("%-5s   %16.3f   %9.3f%n", batch, mean, predicted);
    }
    System.out.println();
  }
}
