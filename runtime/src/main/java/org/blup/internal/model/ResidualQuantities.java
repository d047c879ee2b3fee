package org.blup.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.ResidualTerm.Distances;
import org.blup.internal.inference.profile.ParameterScale;
import org.blup.internal.reml.setup.ResidualFit;

/**
 * The numbers that say what the covariance of residuals is, by name: standard deviations, those
 * correlations that all others follow from, ranges, and exponents of functions of the variance.
 */
public final class ResidualQuantities {

  /**
   * A quantity.
   *
   * @param isDeviation whether it is a standard deviation
   * @param value of the strata's covariances over σ², and σ²
   */
  public record Quantity(
      String name,
      ParameterScale scale,
      boolean isDeviation,
      ToDoubleBiFunction<List<Block>, Double> value) {

    /** Its value in a fit of the model. */
    public double of(PostFit fit) {
      return value.applyAsDouble(residual(fit).blocks(), fit.variance());
    }

    /**
     * Its value beside a fit of the model.
     *
     * @param phi begins with the parameters of the residuals' covariance
     * @param variance σ²
     */
    public double at(PostFit fit, double[] phi, double variance) {
      return value.applyAsDouble(residual(fit).blocks(phi), variance);
    }
  }

  private final ResidualTerm term;
  private final PatternedCovariance structure;
  private final List<Quantity> quantities = new ArrayList<>();

  private ResidualQuantities(ResidualTerm term) {
    this.term = term;
    structure = PatternedCovariance.of(term.structure());
  }

  /** The quantities of a fit; none unless its residuals covary. */
  public static List<Quantity> of(PostFit fit) {
    if (!fit.residualsCovary()) {
      return List.of();
    }
    ResidualQuantities all =
        new ResidualQuantities(fit.design().structure().residual().orElseThrow());
    List<Block> blocks = residual(fit).blocks();
    for (int b = 0; b < blocks.size(); b++) {
      all.addBlock(b, blocks.get(b));
    }
    return List.copyOf(all.quantities);
  }

  private static ResidualFit residual(PostFit fit) {
    return fit.solution().residual().orElseThrow();
  }

  private void addBlock(int block, Block own) {
    String end = own.stratum().isEmpty() ? "" : "_" + own.stratum();
    int m = own.positions().size();
    boolean isOne = structure.oneVariance() || m <= 1;
    for (int a = 0; a < (isOne ? 1 : m); a++) {
      int at = a;
      String name = isOne ? "sigma" + end : "sd_" + own.positions().get(a) + "|Residual" + end;
      quantities.add(
          new Quantity(
              name,
              ParameterScale.LOGARITHM,
              true,
              (blocks, variance) -> Math.sqrt(variance * blocks.get(block).variance(at))));
    }
    if (m > 0 && term.position().isPresent()) {
      addCorrelations(block, own, end, isOne ? 1 : m);
    }
    if (term.form() instanceof Distances) {
      add("range" + end, ParameterScale.LOGARITHM, block, Block::range);
    }
    if (term.varying().isPresent()) {
      add("delta" + end, ParameterScale.OWN, block, Block::exponent);
    }
  }

  private void add(String name, ParameterScale scale, int block, ToDoubleFunction<Block> value) {
    quantities.add(
        new Quantity(
            name, scale, false, (blocks, unused) -> value.applyAsDouble(blocks.get(block))));
  }

  private void addCorrelations(int block, Block own, String end, int deviations) {
    int m = own.positions().size();
    int count = structure.parameters(m) - deviations;
    boolean isEach = count == m * (m - 1) / 2 && count > 1;
    boolean isByNeighbours = structure.correlation().isByNeighbours();
    for (int b = 1; b < m && (isEach || b <= count); b++) {
      int second = b;
      int from = isByNeighbours && !isEach ? b - 1 : 0;
      for (int a = from; a < (isEach ? b : from + 1); a++) {
        int first = a;
        String pair = own.positions().get(b) + "." + own.positions().get(a);
        String name = count == 1 ? "rho" + end : "cor_" + pair + "|Residual" + end;
        add(name, ParameterScale.FISHER, block, each -> correlation(each, first, second));
      }
    }
  }

  private static double correlation(Block block, int first, int second) {
    double variances = block.variance(first) * block.variance(second);
    return block.covariance(second, first) / Math.sqrt(variances);
  }
}
