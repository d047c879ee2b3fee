package org.blup.internal.model.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.model.RandomTermNames;
import org.blup.internal.model.text.Digits;

/**
 * A line of the residuals' covariance in a table of variances: one for each variance there is.
 *
 * @param name of the position, or of the structure where all positions share the variance, behind
 *     that of the stratum
 * @param correlations with the positions before it, or by distance where positions share a variance
 */
public record ResidualLine(String name, double variance, String correlations) {

  /** Characters of a correlation with a sign and two decimals: {@code -0.12}. */
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
      String function = function(residuals.term(), block);
      boolean isOneLine = residuals.form().oneVariance() || m <= 1;
      if (isOneLine) {
        String own = m == 1 || residuals.term().subject().isEmpty() ? "" : residuals.shortName();
        lines.add(
            new ResidualLine(
                (joined(block.stratum(), own) + range(block) + function).strip(),
                sigmaSquared * block.variance(0),
                byDistance(block, residuals.form())));
        continue;
      }
      for (int a = 0; a < m; a++) {
        lines.add(
            new ResidualLine(
                joined(block.stratum(), block.positions().get(a)) + function,
                sigmaSquared * block.variance(a),
                residuals.form().isCorrelated() ? before(block, a) : ""));
      }
    }
    return lines;
  }

  private static String joined(String stratum, String name) {
    return stratum.isEmpty() ? name : name.isEmpty() ? stratum : stratum + ": " + name;
  }

  private static String range(Block block) {
    return Double.isNaN(block.range()) ? "" : ", range " + Digits.significant(block.range());
  }

  private static String function(ResidualTerm term, Block block) {
    return term.varying()
        .map(
            varying ->
                " × %s, δ = %s"
                    .formatted(
                        RandomTermNames.function(varying), Digits.significant(block.exponent())))
        .orElse("");
  }

  private static String byDistance(Block block, PatternedCovariance form) {
    StringJoiner text = new StringJoiner(" ");
    int m = block.positions().size();
    for (int distance = 1; distance < form.parameters(m); distance++) {
      int from = form.correlation().isByNeighbours() ? distance - 1 : 0;
      text.add(padded(block.covariance(from, distance) / block.variance(0)));
    }
    return text.toString();
  }

  private static String before(Block block, int a) {
    StringJoiner text = new StringJoiner(" ");
    for (int b = 0; b < a; b++) {
      double square = block.variance(a) * block.variance(b);
      text.add(padded(block.covariance(a, b) / Math.sqrt(square)));
    }
    return text.toString();
  }

  private static String padded(double correlation) {
    String text = Digits.share(correlation);
    return " ".repeat(Math.max(0, CORRELATION_WIDTH - text.length())) + text;
  }
}
