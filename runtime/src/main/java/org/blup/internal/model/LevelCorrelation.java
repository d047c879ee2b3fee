package org.blup.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.reml.solution.Solution;

/**
 * The correlation of neighbouring levels that are an autoregression, one parameter of a fit.
 *
 * @param name {@code rho|ar1(year)}
 * @param group the number of the group
 * @param fromLast how many parameters of φ come behind it, itself included
 */
public record LevelCorrelation(String name, int group, int fromLast) {

  /** All of a fit, in the order of their groups. */
  public static List<LevelCorrelation> of(PostFit fit) {
    List<Integer> groups = fit.autoregressions();
    List<LevelCorrelation> all = new ArrayList<>();
    for (int l = 0; l < groups.size(); l++) {
      int group = groups.get(l);
      String name = "rho|" + fit.design().group(group).label();
      all.add(new LevelCorrelation(name, group, groups.size() - l));
    }
    return all;
  }

  /** ρ where φ is the parameters of residuals and levels. */
  public double of(double[] phi) {
    return Math.tanh(phi[phi.length - fromLast]);
  }

  /** ρ of a fit of the model; {@code NaN} where the effects of the levels have no variance. */
  public double of(Solution solution) {
    return isTold(solution) ? of(solution.residual().orElseThrow().phi()) : Double.NaN;
  }

  /** Whether the effects of the levels have a variance. */
  public boolean isTold(Solution solution) {
    List<Term> terms = solution.setup().equations.terms();
    for (int t = 0; t < terms.size(); t++) {
      boolean isOwn = terms.get(t).group() == group;
      if (isOwn && Arrays.stream(solution.template(t)).anyMatch(element -> element != 0)) {
        return true;
      }
    }
    return false;
  }
}
