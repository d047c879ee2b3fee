package org.blup.examples;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.blup.model.Criterion;

/**
 * REML against ML. Where groups are of one size, REML's variances are those of the analysis of
 * variance, from two mean squares. ML counts the estimated mean as known, and so finds less
 * variance between batches: n batches as if they were n independent deviations, not n − 1.
 */
public final class RemlAndAnova {

  private RemlAndAnova() {}

  /** Prints the variances of the dyestuff by three methods. */
  public static void main(String[] args) {
    List<Shrinkage.Sample> rows = Resources.read(Shrinkage_SampleModel.csv(), "dyestuff.csv");
    Shrinkage_SampleModel.Fit reml = Shrinkage_SampleModel.fit(rows);
    Shrinkage_SampleModel.Fit ml =
        Shrinkage_SampleModel.fitting().criterion(Criterion.ML).fit(rows);

    Map<String, Double> means =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Shrinkage.Sample::batch, Collectors.averagingDouble(Shrinkage.Sample::yield)));
    double overall = rows.stream().mapToDouble(Shrinkage.Sample::yield).average().orElseThrow();
    int batches = means.size();
    int each = rows.size() / batches;
    double between = 0;
    for (double mean : means.values()) {
      between += each * (mean - overall) * (mean - overall) / (batches - 1);
    }
    double within = 0;
    for (Shrinkage.Sample row : rows) {
      double deviation = row.yield() - means.get(row.batch());
      within += deviation * deviation / (rows.size() - batches);
    }

    System.out.println("method   between batches   within");
    print("ANOVA", (between - within) / each, within);
    print("REML", reml.batch().covariance().intercept().variance(), reml.sigma() * reml.sigma());
    print("ML", ml.batch().covariance().intercept().variance(), ml.sigma() * ml.sigma());
  }

  private static void print(String method, double between, double within) {
    System.out.printf("%-6s   %15.3f   %6.3f%n", method, between, within);
  }
}
