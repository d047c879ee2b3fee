package org.blup.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.comparison.AddedEffects;
import org.blup.internal.inference.comparison.BoundaryPValue;
import org.blup.internal.inference.comparison.SubmodelFits;
import org.blup.internal.inference.comparison.SubmodelFits.Smaller;
import org.blup.internal.inference.comparison.SubmodelFits.WithoutEffects;
import org.blup.internal.inference.estimability.RemainingColumns;
import org.blup.internal.model.Refusals;
import org.blup.internal.model.fit.RemovableTerms;
import org.blup.model.DeletionTable.Deletion;

/** The tables of what a fit loses by each of its terms. */
final class TermDeletions {

  private final FittedModel fit;
  private final ObservedDesign design;
  private final SubmodelFits deletions;
  private final RemovableTerms removable;
  private final int undetermined;
  private final List<Deletion> rows = new ArrayList<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();

  TermDeletions(FittedModel fit) {
    this.fit = fit;
    design = fit.fit().design();
    deletions = SubmodelFits.of(design, fit.fit().solution());
    removable = new RemovableTerms(design);
    undetermined = fit.fit().solution().undeterminedVariances().directions();
  }

  DeletionTable fixed() {
    double whole = ModelComparison.maximumLikelihood(fit);
    for (int term : removable.fixed()) {
      String label = design.structure().fixed().get(term).label();
      add(
          label,
          column -> "a fixed effect",
          number -> number,
          () -> {
            Smaller without = deletions.withFixed(design, new RemainingColumns(design, term));
            int lost = design.equations().columns() - without.columns();
            int left = without.solution().undeterminedVariances().directions();
            checkDetermined(label, left == undetermined);
            return deletion(label, without.criterion(), whole, lost, OptionalDouble.empty());
          });
    }
    return table(Criterion.ML, whole);
  }

  /** Adds the row of a deletion, or why there is none. */
  private void add(
      String label,
      IntFunction<String> columns,
      IntUnaryOperator terms,
      Supplier<Deletion> deletion) {
    try {
      rows.add(Refusals.named(design, columns, terms, deletion));
    } catch (BlupException e) {
      refusals.put(label, String.valueOf(e.getMessage()));
    }
  }

  DeletionTable random() {
    boolean reml = fit.fit().isReml();
    for (RemovableTerms.Effect each : removable.random()) {
      add(
          each.name(),
          number -> fit.coefficients().get(number).name(),
          each::wholeTerm,
          () -> {
            WithoutEffects without = deletions.withoutRandom(each.term(), each.kept(), reml);
            double chiSquare = without.criterion() - fit.criterion();
            AddedEffects added = without.added();
            int correlations = correlations(without);
            int lost = added.parameters() + correlations - undetermined + without.undetermined();
            int span = lost + added.span() - added.parameters();
            checkDetermined(each.name(), lost > 0 || without.undetermined() == undetermined);
            boolean isExact = undetermined == 0 && !fit.fit().hasMoreParameters();
            OptionalDouble onBorder =
                isExact
                    ? BoundaryPValue.of(design.equations(), added, chiSquare)
                    : OptionalDouble.of(BoundaryPValue.bound(chiSquare, span));
            return deletion(each.name(), without.criterion(), fit.criterion(), lost, onBorder);
          });
    }
    return table(fit.fittedBy(), fit.criterion());
  }

  /** How many correlations of levels go with the levels' last effects. */
  private int correlations(WithoutEffects without) {
    return fit.fit().autoregressions().size()
        - without.equations().pattern().autoregressions().size();
  }

  /** Refuses the test of a term without which other variances are undetermined than with it. */
  private void checkDetermined(String term, boolean isTested) {
    if (!isTested) {
      throw new UnidentifiableModelException(
          "there is no test of '"
              + term
              + "', because the data do not determine the variances that undeterminedVariances()"
              + " names");
    }
  }

  private Deletion deletion(
      String term, double without, double whole, int lost, OptionalDouble onBorder) {
    double chiSquare = lost == 0 ? 0 : Math.max(0, without - whole);
    double pValue = lost == 0 ? Double.NaN : LikelihoodRatioTest.pValue(chiSquare, lost);
    return new Deletion(
        term, without, fit.degreesOfFreedom() - lost, lost, chiSquare, pValue, onBorder);
  }

  private DeletionTable table(Criterion criterion, double whole) {
    return new DeletionTable(
        fit.formula(),
        criterion,
        whole,
        fit.degreesOfFreedom(),
        rows,
        refusals,
        fit.fit().design().structure().weight());
  }
}
