package org.blup.model;

import java.util.ArrayList;
import java.util.List;
import org.blup.design.ObservedDesign;
import org.blup.design.UnknownLevelException;
import org.blup.inference.Deletion;
import org.blup.inference.RowProducts;

/**
 * What a fit would be without each level of a grouping factor: exactly, from the factor of the
 * equations, at the covariance parameters θ of all rows. θ is held; σ and the coefficients are not.
 */
public final class Influence {

  private final String group;
  private final List<String> levels;
  private final List<LevelInfluence> influences;

  private Influence(String group, List<String> levels, List<LevelInfluence> influences) {
    this.group = group;
    this.levels = levels;
    this.influences = influences;
  }

  static Influence of(Estimates estimates, int group, List<RowProducts> products) {
    ObservedDesign design = estimates.design();
    int p = estimates.coefficientCount();
    double[][] map = design.coefficientRows();
    List<String> levels = design.group(group).levels();
    List<LevelInfluence> all = new ArrayList<>();
    for (int j = 0; j < products.size(); j++) {
      Deletion deletion = Deletion.of(estimates.aftermath().equations(), products.get(j));
      double[] covariance = design.coefficientCovariance(deletion.covariance());
      List<LevelInfluence.Change> changes = new ArrayList<>();
      for (int i = 0; i < p; i++) {
        double change = 0;
        for (int c = 0; c < p; c++) {
          change += map[i][c] * deletion.change()[c];
        }
        Coefficient whole = estimates.coefficients().get(i);
        double standardError = Math.sqrt(covariance[i * (p + 1)]);
        changes.add(
            new LevelInfluence.Change(
                whole.name(), whole.estimate() + change, standardError, -change / standardError));
      }
      all.add(
          new LevelInfluence(
              levels.get(j),
              products.get(j).rows(),
              deletion.leverage(),
              deletion.cooksDistance(),
              Math.sqrt(deletion.variance()),
              changes));
    }
    return new Influence(design.group(group).label(), levels, List.copyOf(all));
  }

  /** The grouping factor. */
  public String group() {
    return group;
  }

  /** Every level in order. */
  public List<LevelInfluence> levels() {
    return influences;
  }

  /**
   * One level, as it is printed: {@code 308}, {@code A:a}.
   *
   * @throws UnknownLevelException if there is no such level
   */
  public LevelInfluence level(String level) {
    int position = levels.indexOf(level);
    if (position < 0) {
      throw new UnknownLevelException(group, level, levels);
    }
    return influences.get(position);
  }
}
