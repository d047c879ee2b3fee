package org.blup.internal.model.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.ResidualTerm.Distances;
import org.blup.internal.model.KnownLevels;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RandomTermNames;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.blup.model.fit.ResidualCovariance;
import org.ejml.data.DMatrixRMaj;

/** The covariance of a fit's residuals, of all strata or of one. */
public final class FittedResiduals<P, S> implements ResidualCovariance<P, S> {

  private final ObservedDesign design;
  private final ResidualTerm term;
  private final List<Block> blocks;
  private final double variance;

  private FittedResiduals(
      ObservedDesign design, ResidualTerm term, List<Block> blocks, double variance) {
    this.design = design;
    this.term = term;
    this.blocks = blocks;
    this.variance = variance;
  }

  /** The covariance of a fit's residuals, if its model has one. */
  public static <P, S> Optional<FittedResiduals<P, S>> of(PostFit fit) {
    return fit.solution()
        .residual()
        .filter(found -> fit.design().structure().residual().isPresent())
        .map(
            residual ->
                new FittedResiduals<>(
                    fit.design(),
                    fit.design().structure().residual().orElseThrow(),
                    residual.blocks(),
                    fit.variance()));
  }

  private boolean isVariancesAlone() {
    return term.subject().isEmpty();
  }

  private boolean isByDistance() {
    return term.form() instanceof Distances;
  }

  /** The strata's covariances over σ². */
  public List<Block> blocks() {
    return blocks;
  }

  ResidualTerm term() {
    return term;
  }

  /** The form over positions. */
  public PatternedCovariance form() {
    return PatternedCovariance.of(term.structure());
  }

  @Override
  public String name() {
    return RandomTermNames.residual(term);
  }

  /** The form alone, as a name of a variance: {@code ar1(visit)}. */
  String shortName() {
    String name = name();
    int bar = name.indexOf(" | ");
    return bar < 0 ? name : name.substring(0, bar) + ")";
  }

  @Override
  public List<String> positions() {
    return isVariancesAlone() && term.varying().isEmpty()
        ? blocks.stream().map(Block::stratum).toList()
        : blocks.stream().flatMap(block -> block.positions().stream()).distinct().toList();
  }

  @Override
  public List<String> strata() {
    return term.strata().isEmpty() ? List.of() : blocks.stream().map(Block::stratum).toList();
  }

  @Override
  public ResidualCovariance<P, S> of(S stratum) {
    String label =
        term.strata()
            .orElseThrow(() -> new BlupException(name() + " has no strata: ask it without of(…)"));
    String name = nameOf(label, stratum);
    List<Block> own = blocks.stream().filter(block -> block.stratum().equals(name)).toList();
    if (own.isEmpty()) {
      throw new UnknownLevelException(label, name, strata());
    }
    return new FittedResiduals<>(design, term, own, variance);
  }

  @Override
  public double standardDeviation(P position) {
    if (isVariancesAlone() && term.varying().isPresent()) {
      double t = term.varying().get().function().exponent(number(position));
      return Math.sqrt(variance * single().variance(0)) * Math.exp(single().exponent() * t);
    }
    if (isVariancesAlone()) {
      String name = nameOf(term.strata().orElseThrow(), position);
      for (Block block : blocks) {
        if (block.stratum().equals(name)) {
          return Math.sqrt(variance * block.variance(0));
        }
      }
      throw new UnknownLevelException(term.strata().get(), name, positions());
    }
    return Math.sqrt(variance * single().variance(place(position)));
  }

  @Override
  public double correlation(P first, P second) {
    if (isVariancesAlone()) {
      throw new BlupException(name() + " has variances alone: its residuals are independent");
    }
    return correlation(place(first), place(second));
  }

  private double correlation(double first, double second) {
    Block block = single();
    double square = block.variance(first) * block.variance(second);
    return block.covariance(first, second) / Math.sqrt(square);
  }

  /** Where a position stands, or the number that it is. */
  private double place(P position) {
    return isByDistance() ? number(position) : index(position);
  }

  private double number(P position) {
    if (position instanceof Number number) {
      return number.doubleValue();
    }
    throw new BlupException(name() + " follows a number, and " + position + " is none");
  }

  @Override
  public double range() {
    if (!isByDistance()) {
      throw new BlupException(name() + " does not follow a distance, and has no range");
    }
    return single().range();
  }

  @Override
  public double exponent() {
    if (term.varying().isEmpty()) {
      throw new BlupException(name() + " has no variances that follow a number");
    }
    return single().exponent();
  }

  @Override
  public double rho() {
    Correlation correlation = form().correlation();
    boolean isOne =
        correlation == Correlation.COMPOUND_SYMMETRY || correlation == Correlation.AUTOREGRESSIVE;
    if (term.position().isEmpty() || !isOne) {
      throw new BlupException(
          name() + " has no one correlation: ask for correlation(first, second)");
    }
    if (single().positions().size() < 2) {
      throw new BlupException(name() + " has one position alone, and no correlation");
    }
    return correlation(0, 1);
  }

  @Override
  public DMatrixRMaj covariance() {
    if (term.position().isEmpty() && !(isVariancesAlone() && term.varying().isEmpty())) {
      throw new BlupException(
          name()
              + " follows a number: ask for standardDeviation(number)"
              + (isByDistance() ? " and correlation(first, second)" : ""));
    }
    int m = single().positions().size();
    RowResiduals.checkSize(m, "a subject at all positions of " + name());
    DMatrixRMaj covariance = new DMatrixRMaj(m, m);
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        covariance.set(a, b, variance * single().covariance(a, b));
      }
    }
    return covariance;
  }

  private Block single() {
    if (blocks.size() > 1) {
      throw new BlupException(
          name() + " differs between " + strata() + ": choose one of them by of(…)");
    }
    return blocks.get(0);
  }

  private int index(P position) {
    String label = term.position().orElseThrow();
    String name = nameOf(label, position);
    int at = single().positions().indexOf(name);
    if (at < 0) {
      throw new UnknownLevelException(label, name, single().positions());
    }
    return at;
  }

  private String nameOf(String factor, Object level) {
    FactorLevels levels = design.factor(design.structure().factors().indexOf(factor));
    return levels.labels().get(KnownLevels.position(levels, level));
  }

  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    List<String> correlations = new ArrayList<>();
    for (ResidualLine line : ResidualLine.of(this, variance)) {
      names.add(line.name());
      variances.add(line.variance());
      correlations.add(line.correlations());
    }
    TextTable table = new TextTable(names.size());
    table.text("Name", names);
    table.numbers("Variance", variances, Digits::significant);
    table.numbers("Std.Dev.", variances.stream().map(Math::sqrt).toList(), Digits::significant);
    if (correlations.stream().anyMatch(text -> !text.isEmpty())) {
      table.text("Corr", correlations);
    }
    return name() + "\n" + table;
  }
}
