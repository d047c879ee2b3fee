package org.blup.internal.model.fit;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.estimability.TermHypotheses;
import org.blup.internal.model.ResponseScale;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.AnovaType;
import org.blup.model.fit.FTest;

/** Tests of the terms of the fixed effects. */
public final class TermTests {

  private TermTests() {}

  /** Tests each term. */
  public static AnovaTable of(CoefficientSpace space, AnovaType type) {
    ObservedDesign design = space.design();
    TermHypotheses hypotheses = new TermHypotheses(design);
    List<AnovaTable.Row> rows = new ArrayList<>();
    for (int term : hypotheses.terms()) {
      String label = design.structure().fixed().get(term).label();
      double[][] tested =
          switch (type) {
            case I -> hypotheses.typeI(term);
            case II -> hypotheses.typeII(term);
            case III -> hypotheses.typeIII(term);
          };
      if (tested.length == 0) {
        rows.add(new AnovaTable.Row(label, Double.NaN, 0, Double.NaN, space.method()));
      } else {
        FTest test = space.joint(tested);
        rows.add(
            new AnovaTable.Row(
                label, test.f(), test.numeratorDf(), test.denominatorDf(), test.method()));
      }
    }
    return new AnovaTable(type, rows, space.method(), notes(space, rows));
  }

  private static List<String> notes(CoefficientSpace space, List<AnovaTable.Row> rows) {
    List<String> notes = new ArrayList<>();
    if (rows.stream().anyMatch(row -> row.numeratorDf() > 0 && Double.isNaN(row.pValue()))) {
      notes.add(space.noTest());
    }
    space.design().structure().weight().map(ResponseScale::weightNote).ifPresent(notes::add);
    return notes;
  }
}
