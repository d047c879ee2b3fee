package org.blup.internal.model.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.model.Digits;

/**
 * A line of the residuals' covariance in a table of variances: one for each variance there is.
 *
 * @param name of the position, or of the structure where all positions share the variance, behind
 *     that of the stratum
 * @param correlations with the positions before it, or by distance where positions share a variance
 */
public record ResidualLine(String name, double variance, String correlations) {

  private static final int CORRELATION_WIDTH = 5;

  /**
   * The lines of a covariance.
   *
   * @param sigmaSquared what its blocks are multiplied by
   */
  public static List<ResidualLine> of(FittedResiduals<?, ?> residuals, double sigmaSquared) {
    List<ResidualLine> lines = new ArrayList<>();
    for (Block block : residuals.blocks()) {
      int m = block.positions().size();
      boolean isOneLine = residuals.form().oneVariance() || m == 1;
      if (isOneLine) {
        String own = m == 1 ? "" : residuals.shortName();
        lines.add(
            new ResidualLine(
                joined(block.stratum(), own),
                sigmaSquared * block.covariance()[0],
                byDistance(block, residuals.form())));
        continue;
      }
      for (int a = 0; a < m; a++) {
        lines.add(
            new ResidualLine(
                joined(block.stratum(), block.positions().get(a)),
                sigmaSquared * block.covariance()[a * (m + 1)],
                residuals.form().isCorrelated() ? before(block, a) : ""));
      }
    }
    return lines;
  }

  private static String joined(String stratum, String name) {
    return stratum.isEmpty() ? name : name.isEmpty() ? stratum : stratum + ": " + name;
  }

  private static String byDistance(Block block, PatternedCovariance form) {
    StringJoiner text = new StringJoiner(" ");
    int m = block.positions().size();
    for (int distance = 1; distance < form.parameters(m); distance++) {
      int from = form.correlation().isByNeighbours() ? distance - 1 : 0;
      text.add(padded(block.covariance()[from * m + distance] / block.covariance()[0]));
    }
    return text.toString();
  }

  private static String before(Block block, int a) {
    StringJoiner text = new StringJoiner(" ");
    int m = block.positions().size();
    double[] c = block.covariance();
    for (int b = 0; b < a; b++) {
      text.add(padded(c[a * m + b] / Math.sqrt(c[a * (m + 1)] * c[b * (m + 1)])));
    }
    return text.toString();
  }

  private static String padded(double correlation) {
    String text = Digits.share(correlation);
    return " ".repeat(Math.max(0, CORRELATION_WIDTH - text.length())) + text;
  }
}
