package org.blup.internal.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.linalg.dense.SemidefiniteRoot;

/** The residuals of single rows by the covariance that was estimated, over σ². */
public final class RowResiduals {

  private final ObservedDesign design;

  /** None where residuals are independent with one variance. */
  private final List<Block> blocks;

  private final Optional<ResidualTerm> term;

  /** For each subject that was drawn its residuals at all positions. */
  private final Map<String, double[]> drawn = new HashMap<>();

  private final Map<String, Integer> subjects = new HashMap<>();
  private int independent;

  /**
   * Where a residual stands.
   *
   * @param subject the number of its subject; negative and its own if it is independent of others
   * @param block the number of its stratum, −1 if all residuals are alike
   * @param position its position within the subject
   * @param weight of the row
   */
  public record Place(int subject, int block, int position, double weight) {}

  public RowResiduals(PostFit fit) {
    design = fit.design();
    term = design.structure().residual();
    blocks =
        fit.solution()
            .residual()
            .map(found -> found.sums().form().blocks(found.phi()))
            .orElse(List.of());
  }

  /**
   * The variance of a row's residual; {@code NaN} if its weight, position or stratum is missing.
   */
  public double variance(WorkingRows<?> row) {
    if (blocks.isEmpty()) {
      return 1 / row.weight();
    }
    Optional<Block> block = block(row);
    if (block.isEmpty()) {
      return Double.NaN;
    }
    int m = block.get().positions().size();
    int at = position(row, block.get());
    return at < 0 ? Double.NaN : block.get().covariance()[at * (m + 1)] / row.weight();
  }

  /** Where a row of the fit stands, whose position and stratum are known. */
  public Place place(WorkingRows<?> row) {
    if (blocks.isEmpty()) {
      return new Place(- ++independent, -1, 0, row.weight());
    }
    Block block = block(row).orElseThrow();
    int at = position(row, block);
    boolean isAlone = term.orElseThrow().subject().isEmpty();
    int subject =
        isAlone ? - ++independent : subjects.computeIfAbsent(subject(row), key -> subjects.size());
    return new Place(subject, blocks.indexOf(block), at, row.weight());
  }

  /** The covariance of the residuals of two rows, which are one if their places are. */
  public double covariance(Place a, Place b) {
    if (a.subject() != b.subject()) {
      return 0;
    }
    if (a.block() < 0) {
      return 1 / a.weight();
    }
    Block block = blocks.get(a.block());
    double element = block.covariance()[a.position() * block.positions().size() + b.position()];
    return element / Math.sqrt(a.weight() * b.weight());
  }

  /** Draws a row's residual given those of its subject that were drawn before. */
  public double draw(WorkingRows<?> row, SplittableRandom random) {
    if (blocks.isEmpty() || term.orElseThrow().position().isEmpty()) {
      return Math.sqrt(variance(row)) * random.nextGaussian();
    }
    Optional<Block> block = block(row);
    int at = block.map(own -> position(row, own)).orElse(-1);
    if (at < 0) {
      return Double.NaN;
    }
    double[] all = drawn.computeIfAbsent(subject(row), key -> draw(block.orElseThrow(), random));
    return all[at] / Math.sqrt(row.weight());
  }

  private static double[] draw(Block block, SplittableRandom random) {
    int m = block.positions().size();
    double[] root = SemidefiniteRoot.of(m, block.covariance());
    double[] residuals = new double[m];
    for (int b = 0; b < m; b++) {
      double u = random.nextGaussian();
      for (int a = 0; a < m; a++) {
        residuals[a] += root[a * m + b] * u;
      }
    }
    return residuals;
  }

  /** A subject's levels as text, by which new subjects are told apart as well. */
  private String subject(WorkingRows<?> row) {
    return term.orElseThrow().subject().stream()
        .map(factor -> row.levelText(factorOf(factor)))
        .collect(Collectors.joining("\0"));
  }

  private Optional<Block> block(WorkingRows<?> row) {
    Optional<String> strata = term.orElseThrow().strata();
    if (strata.isEmpty()) {
      return Optional.of(blocks.get(0));
    }
    Optional<String> name = level(row, strata.get());
    if (name.isEmpty()) {
      return Optional.empty();
    }
    for (Block block : blocks) {
      if (block.stratum().equals(name.get())) {
        return Optional.of(block);
      }
    }
    List<String> known = blocks.stream().map(Block::stratum).toList();
    throw new UnknownLevelException(strata.get(), name.get(), known);
  }

  /** The number of a row's position, −1 if it is missing. */
  private int position(WorkingRows<?> row, Block block) {
    Optional<String> label = term.orElseThrow().position();
    if (label.isEmpty()) {
      return 0;
    }
    Optional<String> name = level(row, label.get());
    if (name.isEmpty()) {
      return -1;
    }
    int at = block.positions().indexOf(name.get());
    if (at < 0) {
      throw new UnknownLevelException(label.get(), name.get(), block.positions());
    }
    return at;
  }

  /** A row's level of a factor by its name, if it is not missing. */
  private Optional<String> level(WorkingRows<?> row, String label) {
    int factor = factorOf(label);
    int position = row.position(factor);
    if (position == WorkingRows.MISSING) {
      return Optional.empty();
    }
    if (position < 0) {
      return Optional.of(row.levelText(factor));
    }
    return Optional.of(design.factor(factor).labels().get(position));
  }

  private int factorOf(String label) {
    return design.structure().factors().indexOf(label);
  }
}
