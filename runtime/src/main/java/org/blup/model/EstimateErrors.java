package org.blup.model;

import java.util.List;
import org.blup.design.BlupException;
import org.blup.design.EffectTerm;
import org.blup.design.FactorLevels;
import org.blup.design.FixedColumn;
import org.blup.design.GroupLevels;
import org.blup.design.ObservedDesign;
import org.blup.design.UnknownLevelException;

/** Words for estimates that do not exist. */
final class EstimateErrors {

  /** Why a test of an estimable function is NaN. */
  static final String NO_TEST =
      "NaN: no test, because it rests on a variance that the data do not determine, see"
          + " undeterminedVariances(); or because Kenward-Roger's adjusted variance is negative, or"
          + " the degrees of freedom of its F are: Satterthwaite's method may have a test then.";

  private EstimateErrors() {}

  static BlupException noColumn(ObservedDesign design, int term, int column) {
    EffectTerm effect = design.structure().fixed().get(term);
    return new BlupException(
        "'"
            + effect.label()
            + "' has "
            + design.columns(effect)
            + " columns, none numbered "
            + (column + 1)
            + ".");
  }

  static BlupException noCoefficient(ObservedDesign design, String name) {
    List<String> known = design.fixedColumns().stream().map(FixedColumn::name).toList();
    return new BlupException(
        design.structure().name()
            + " has no coefficient '"
            + name
            + "'. "
            + NearestName.advice(name, known));
  }

  static BlupException referenceLevel(FactorLevels factor, int level) {
    return new BlupException(
        "'"
            + factor.labels().get(level)
            + "' is the reference level of "
            + factor.label()
            + ": it has no coefficient, the others are differences from it. Coefficients: "
            + String.join(", ", factor.contrastNames())
            + ".");
  }

  static BlupException dropped(FixedColumn column) {
    String why =
        column.fate() == FixedColumn.Fate.NEARLY_DEPENDENT
            ? "a combination of the columns before it to six digits or more, which leaves none for"
                + " its coefficient. Give the difference as a column (powers of a number about its"
                + " mean, or by poly(…))"
            : "a combination of the columns before it, so its coefficient is not determined. Ask"
                + " droppedCoefficients() before";
    return new BlupException(
        "'"
            + column.name()
            + "' was dropped from the model: in these data its column is "
            + why
            + ", or leave the term out of the formula.");
  }

  static UnknownLevelException unknownLevel(ObservedDesign design, int factor, Object level) {
    FactorLevels levels = design.factor(factor);
    String text = String.valueOf(level);
    return design.structure().isCoded(factor)
        ? new UnknownLevelException(levels.label(), text, levels.observed())
        : UnknownLevelException.ofGroup(levels.label(), text, levels.observed());
  }

  static UnknownLevelException unknownGroup(ObservedDesign design, int group, int... factorLevels) {
    GroupLevels levels = design.group(group);
    int[] factors = levels.factors();
    String[] words = new String[factors.length];
    for (int f = 0; f < factors.length; f++) {
      words[f] = design.factor(factors[f]).labels().get(factorLevels[f]);
    }
    return levels.unknownLevel(words);
  }
}
