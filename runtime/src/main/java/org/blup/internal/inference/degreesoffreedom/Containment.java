package org.blup.internal.inference.degreesoffreedom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.assembly.ObservedDesign;

/**
 * SAS's containment ({@code DDFM=CONTAIN}): a coefficient has the least rank that one of the random
 * effects which contain its column adds to {@code [X Z]}, in the order of the formula; the rows
 * less the rank of {@code [X Z]} if none does. A random effect contains a column that is a
 * combination of its own: a column that is constant within subjects that of {@code (1 | subject)},
 * whichever way subjects are numbered, where SAS goes by names.
 */
final class Containment {

  private Containment() {}

  /** The degrees of freedom of each of the user's coefficients. */
  static double[] count(ObservedDesign design) {
    List<RandomEffect> effects = RandomEffect.of(design);
    UserColumns columns = new UserColumns(design);
    int[] ranks = new int[effects.size() + 1];
    List<RandomEffect> before = new ArrayList<>();
    ranks[0] = design.equations().columns();
    double[] df = new double[ranks[0]];
    Arrays.fill(df, Double.POSITIVE_INFINITY);
    for (int e = 0; e < effects.size(); e++) {
      before.add(effects.get(e));
      ranks[e + 1] = JointRank.of(design, before);
      boolean[] spanned = columns.areSpannedBy(effects.get(e));
      for (int c = 0; c < df.length; c++) {
        df[c] = spanned[c] ? Math.min(df[c], ranks[e + 1] - ranks[e]) : df[c];
      }
    }
    double left = design.rows() - ranks[effects.size()];
    return Arrays.stream(df).map(own -> Double.isInfinite(own) ? left : own).toArray();
  }
}
