package org.blup.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.text.Digits;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * A combination of random effects that was estimated to have no variance: Σ coefficient × effect is
 * the same for every level of the group. The data ask for fewer effects there.
 *
 * @param group the grouping factor
 * @param coefficients the effects involved, as R names them, and their coefficients
 */
public record SingularDirection(String group, Map<String, Double> coefficients) {

  public SingularDirection {
    coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
  }

  static List<SingularDirection> of(PostFit fit) {
    ObservedDesign design = fit.design();
    List<EquationPattern.Term> terms = design.equations().terms();
    return fit.solution().singularDirections().stream()
        .filter(direction -> isDetermined(fit, direction))
        .map(
            direction ->
                of(
                    design.group(terms.get(direction.term()).group()).label(),
                    design.effectNames(direction.term()),
                    direction.coefficients()))
        .toList();
  }

  /** Whether the combination has no variance whatever undetermined variances are. */
  private static boolean isDetermined(
      PostFit fit, org.blup.internal.reml.solution.SingularDirection direction) {
    int term = direction.term();
    int k = direction.coefficients().size();
    UndeterminedVariances undetermined = fit.solution().undeterminedVariances();
    for (int i = 0; i < k * k; i++) {
      boolean takesPart =
          direction.coefficients().get(i / k) != 0 && direction.coefficients().get(i % k) != 0;
      if (takesPart && undetermined.includes(term, i / k, i % k)) {
        return false;
      }
    }
    return true;
  }

  private static SingularDirection of(
      String group, List<String> effects, List<Double> coefficients) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int e = 0; e < coefficients.size(); e++) {
      if (coefficients.get(e) != 0) {
        parts.put(effects.get(e), coefficients.get(e));
      }
    }
    return new SingularDirection(group, parts);
  }

  /** {@code subject: (Intercept) - 0.25 days}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(group).append(": ");
    boolean first = true;
    for (Map.Entry<String, Double> part : coefficients.entrySet()) {
      double coefficient = part.getValue();
      String sign = coefficient < 0 ? "- " : "+ ";
      text.append(first ? sign.replace("+ ", "") : " " + sign);
      double size = Math.abs(coefficient);
      text.append(size == 1 ? "" : Digits.significant(size) + " ");
      text.append(part.getKey());
      first = false;
    }
    return text.toString();
  }
}
