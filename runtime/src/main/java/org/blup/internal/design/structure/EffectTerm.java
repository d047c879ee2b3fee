package org.blup.internal.design.structure;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.blup.exception.BlupException;

/**
 * One term of a linear predictor: the intercept, a variable, or an interaction of several. Its
 * columns are the products of the columns of its factors, the first factor varying fastest, times
 * the product of its numeric variables.
 *
 * @param variables labels of the variables in the order of the term; none for the intercept
 * @param full those factors among them that stand with a column for every level, not with contrasts
 */
public record EffectTerm(List<String> variables, Set<String> full) {

  public EffectTerm {
    variables = List.copyOf(variables);
    full = Collections.unmodifiableSet(new LinkedHashSet<>(full));
    if (!variables.containsAll(full)) {
      throw new BlupException("full dummy columns of " + full + " in a term of " + variables);
    }
    if (Set.copyOf(variables).size() < variables.size()) {
      throw new BlupException("a variable occurs twice in the term " + variables);
    }
  }

  /** The constant column. */
  public static EffectTerm intercept() {
    return new EffectTerm(List.of(), Set.of());
  }

  /** A main effect, or the interaction of several variables. */
  public static EffectTerm of(String... variables) {
    return new EffectTerm(List.of(variables), Set.of());
  }

  /** The same term with a column for every level of these factors too. */
  public EffectTerm full(String... factors) {
    Set<String> all = new LinkedHashSet<>(full);
    all.addAll(Arrays.asList(factors));
    return new EffectTerm(variables, all);
  }

  /** The term as R prints it: {@code (Intercept)}, {@code days}, {@code variety:nitro}. */
  public String label() {
    return variables.isEmpty() ? "(Intercept)" : String.join(":", variables);
  }
}
