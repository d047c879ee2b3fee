package org.blup.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.Decay;
import org.blup.internal.design.covariance.VarianceFunction;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.ResidualTerm.Distances;
import org.blup.internal.design.structure.ResidualTerm.Positions;
import org.blup.internal.design.structure.ResidualTerm.Varying;

/** Random terms by what users call them: a term as it stands in a formula, or its group. */
public final class RandomTermNames {

  private static final Map<CovarianceStructure, String> KEYWORDS =
      Map.of(
          CovarianceStructure.IDENTITY, "id",
          CovarianceStructure.COMPOUND_SYMMETRY, "cs",
          CovarianceStructure.HETEROGENEOUS_COMPOUND_SYMMETRY, "csh",
          CovarianceStructure.AUTOREGRESSIVE, "ar1",
          CovarianceStructure.HETEROGENEOUS_AUTOREGRESSIVE, "ar1h",
          CovarianceStructure.TOEPLITZ, "toep",
          CovarianceStructure.HETEROGENEOUS_TOEPLITZ, "toeph",
          CovarianceStructure.ANTEDEPENDENCE, "ad",
          CovarianceStructure.HETEROGENEOUS_ANTEDEPENDENCE, "adh");

  private final ModelStructure structure;

  public RandomTermNames(ModelStructure structure) {
    this.structure = structure;
  }

  /**
   * {@code (1 + days | subject)}, {@code (1 + days || subject)}, {@code cs(0 + visit | subject)}.
   */
  public static String name(RandomTerm term) {
    boolean isPlain = isOneNumber(term);
    String keyword = isPlain ? "" : keyword(term.structure());
    String bar = !isPlain && term.structure().equals(CovarianceStructure.DIAGONAL) ? " || " : " | ";
    return keyword + "(" + effects(term) + bar + term.groupLabel() + ")";
  }

  /**
   * {@code ar1(visit | subject)}, {@code us(visit | subject), by = arm}, {@code by = sex}, {@code
   * power(dose)}.
   */
  public static String residual(ResidualTerm term) {
    List<String> parts = new ArrayList<>();
    String bar = " | " + term.subjectLabel() + ")";
    if (term.form() instanceof Distances distances) {
      boolean isExponential = distances.decay() == Decay.EXPONENTIAL;
      parts.add((isExponential ? "exp(" : "gau(") + distances.number() + bar);
    } else if (term.form() instanceof Positions positions) {
      parts.add(keywordOf(positions) + "(" + positions.position() + bar);
    }
    term.varying()
        .ifPresent(
            varying -> parts.add((parts.isEmpty() ? "" : "variance = ") + function(varying)));
    term.strata().ifPresent(factor -> parts.add("by = " + factor));
    return String.join(", ", parts);
  }

  /** {@code power(dose)}. */
  public static String function(Varying varying) {
    boolean isPower = varying.function() == VarianceFunction.POWER;
    return (isPower ? "power(" : "exp(") + varying.number() + ")";
  }

  private static String keywordOf(Positions term) {
    return term.structure().equals(CovarianceStructure.UNSTRUCTURED)
        ? "us"
        : term.structure().equals(CovarianceStructure.DIAGONAL)
            ? "diag"
            : keyword(term.structure());
  }

  /** {@code 1 + days}, {@code 0 + visit}. */
  public static String effects(RandomTerm term) {
    List<String> effects = new ArrayList<>();
    for (EffectTerm effect : term.effects()) {
      effects.add(label(effect));
    }
    if (!effects.contains("1")) {
      effects.add(0, "0");
    }
    return String.join(" + ", effects);
  }

  /** What a formula has before the parentheses of a term: {@code ar1}, or nothing. */
  public static String keyword(CovarianceStructure structure) {
    return KEYWORDS.getOrDefault(structure, "");
  }

  /** Whether a term has one effect that is no factor's, and so one variance in every structure. */
  private static boolean isOneNumber(RandomTerm term) {
    return term.effects().size() == 1 && term.effects().get(0).full().isEmpty();
  }

  /** The labels of the groups, in their order. */
  public List<String> groups() {
    return structure.groups().stream().map(Grouping::label).toList();
  }

  /** {@code 1} for the intercept. */
  public static String label(EffectTerm effect) {
    return effect.variables().isEmpty() ? "1" : effect.label();
  }

  /**
   * The number of a group.
   *
   * @throws BlupException if there is none of that label
   */
  public int group(String label) {
    int group = groups().indexOf(label);
    if (group < 0) {
      throw new BlupException(
          structure.name()
              + " has no group '"
              + label
              + "'. It has: "
              + String.join(", ", groups())
              + ".");
    }
    return group;
  }
}
