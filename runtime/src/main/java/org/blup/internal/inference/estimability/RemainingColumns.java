package org.blup.internal.inference.estimability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.inference.estimability.CellFunctions.Product;

/**
 * The fixed effects of a model without one of its terms, as R writes them: factors that relied on
 * the term for their margin, or on it for the constant, have a column for every level then
 * (Chambers &amp; Hastie 1992, Statistical models in S, p. 38), and columns that were dropped
 * because the term had them come back. All of them are combinations of the columns that are there.
 */
public final class RemainingColumns {

  private final ObservedDesign design;
  private final List<EffectTerm> terms;
  private final List<EffectTerm> coded;
  private final Map<EffectTerm, List<double[]>> byTerm = new HashMap<>();

  /**
   * Finds the columns.
   *
   * @param without the number of the fixed term that goes
   * @throws BlupException if R's smaller model has columns that are no combinations of the model's
   */
  public RemainingColumns(ObservedDesign design, int without) {
    this.design = design;
    terms = design.structure().fixed();
    coded = coded(without);
    addUnchanged(without);
    if (!terms.equals(withTerm(without))) {
      addRecoded(without);
    }
  }

  /** The terms that stay, by R's rule of coding. */
  public List<EffectTerm> terms() {
    return List.copyOf(coded);
  }

  /**
   * In R's order, each as a combination of all columns of the model: those that stay, and those
   * that were dropped or are coded in another way, which may depend on others.
   */
  public List<double[]> inOrder() {
    return coded.stream().flatMap(term -> byTerm.getOrDefault(term, List.of()).stream()).toList();
  }

  private void add(EffectTerm term, double[] combination) {
    byTerm.computeIfAbsent(term, unseen -> new ArrayList<>()).add(combination);
  }

  private List<EffectTerm> withTerm(int without) {
    List<EffectTerm> all = new ArrayList<>(coded);
    all.add(without, terms.get(without));
    return all;
  }

  /** The other terms by R's rule of coding. */
  private List<EffectTerm> coded(int without) {
    boolean wantsConstant = terms.stream().noneMatch(term -> term.variables().isEmpty());
    List<Set<String>> preceding = new ArrayList<>();
    List<EffectTerm> byRule = new ArrayList<>();
    for (EffectTerm term : terms) {
      if (term == terms.get(without)) {
        continue;
      }
      Set<String> full = new LinkedHashSet<>();
      List<String> factors = CellFunctions.factorsOf(design, term);
      for (String factor : factors) {
        Set<String> margin = new HashSet<>(term.variables());
        margin.remove(factor);
        if (!margin.isEmpty() && preceding.stream().noneMatch(each -> each.containsAll(margin))) {
          full.add(factor);
        }
      }
      if (wantsConstant && !factors.isEmpty()) {
        full.add(factors.get(0));
        wantsConstant = false;
      }
      preceding.add(Set.copyOf(term.variables()));
      byRule.add(new EffectTerm(term.variables(), full));
    }
    return byRule;
  }

  private void addUnchanged(int without) {
    List<FixedColumn> columns = design.fixedColumns();
    for (int c = 0; c < columns.size(); c++) {
      FixedColumn column = columns.get(c);
      if (column.term() != without && coded.contains(terms.get(column.term()))) {
        double[] unit = new double[columns.size()];
        unit[c] = 1;
        add(terms.get(column.term()), unit);
      }
    }
  }

  private void addRecoded(int without) {
    CellFunctions functions = new CellFunctions(design);
    ColumnCombinations combinations = new ColumnCombinations(design, functions);
    for (EffectTerm term : coded) {
      if (terms.contains(term)) {
        continue;
      }
      for (Map<Product, Double> column : functions.columns(term)) {
        double[] combination = combinations.of(column);
        if (!combinations.holds(column, combination)) {
          throw new BlupException(
              "Without '%s' R gives '%s' columns that the model does not have, so that neither holds"
                      .formatted(terms.get(without).label(), term.label())
                  + " the other: fit the smaller model and compare aic().");
        }
        add(term, combination);
      }
    }
  }
}
