package org.blup.internal.model.fit;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.model.text.NearestName;

/** Why there is no coefficient. */
final class EstimateErrors {

  private EstimateErrors() {}

  static BlupException noColumn(ObservedDesign design, int term, int column) {
    EffectTerm effect = design.structure().fixed().get(term);
    return new BlupException(
        "'"
            + effect.label()
            + "' has "
            + design.variables().columns(effect)
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
}
