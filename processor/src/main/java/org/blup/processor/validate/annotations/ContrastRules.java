package org.blup.processor.validate.annotations;

import java.util.OptionalInt;
import org.blup.formula.ProblemCode;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.AnnotationUse;
import org.blup.processor.read.ComponentType;
import org.blup.processor.validate.resolve.Types;

/** The rules for {@code @Contrasts}, which go with a formula and with annotations. */
public final class ContrastRules {

  private final AnnotatedComponent component;
  private final AnnotationUse use;
  private final Findings findings;

  private ContrastRules(AnnotatedComponent component, AnnotationUse use, Findings findings) {
    this.component = component;
    this.use = use;
    this.findings = findings;
  }

  public static void check(AnnotatedRecord annotated, Findings findings) {
    for (AnnotatedComponent component : annotated.components()) {
      component.contrasts().ifPresent(use -> new ContrastRules(component, use, findings).check());
    }
  }

  private void check() {
    if (component.type().isEmpty()) {
      return;
    }
    ComponentType type = component.type().get();
    if (!type.mayGroup()) {
      add(
          ProblemCode.CONTRAST_OF_NUMBER,
          use.place(),
          "'%s' is %s and has no levels to contrast"
              .formatted(component.name(), Types.described(type)),
          "Remove @Contrasts: a number has one coefficient, its slope");
      return;
    }
    boolean saysFamily =
        component.fixed().stream().anyMatch(f -> f.says("contrast") || f.says("reference"));
    if (saysFamily) {
      add(
          ProblemCode.SEVERAL_CONTRASTS,
          use.place(),
          "'%s' has contrasts in @Contrasts and in @Fixed".formatted(component.name()),
          "Keep one of them");
    }
    ContrastMatrix matrix = new ContrastMatrix(component.contrastMatrix());
    if (fits(matrix, type) && !matrix.isIndependent()) {
      add(
          ProblemCode.CONTRASTS_DEPENDENT,
          use.place("value"),
          "The contrasts of '%s' do not distinguish its levels".formatted(component.name()),
          "Together with a column of ones, the columns of the matrix must be linearly"
              + " independent");
    }
  }

  private boolean fits(ContrastMatrix matrix, ComponentType type) {
    OptionalInt levels = matrix.levels();
    int count = matrix.numbers().size();
    if (type.levelsKnown() && type.levels().size() < 2) {
      return false;
    }
    if (type.levelsKnown() && levels.orElse(0) != type.levels().size()) {
      int known = type.levels().size();
      addShape(
          "%s numbers are not a contrast matrix for '%s', which has %s levels"
              .formatted(count, component.name(), known),
          "It needs a row for each of %s, with %s: %s numbers"
              .formatted(String.join(", ", type.levels()), columns(known), known * (known - 1)));
      return false;
    }
    if (levels.isEmpty()) {
      addShape(
          "%s numbers are not a contrast matrix for '%s'".formatted(count, component.name()),
          "It needs k rows and k - 1 columns for k levels: 2 numbers for two levels, 6 for three,"
              + " 12 for four");
      return false;
    }
    if (!matrix.isFinite()) {
      addShape(
          "The contrasts of '%s' are not all finite numbers".formatted(component.name()),
          "Each level needs a finite number in each column");
    }
    return matrix.isFinite();
  }

  private static String columns(int levels) {
    return levels == 2 ? "one column" : (levels - 1) + " columns";
  }

  private void addShape(String message, String help) {
    add(ProblemCode.CONTRASTS_DO_NOT_FIT, use.place("value"), message, help);
  }

  private void add(ProblemCode code, Place place, String message, String help) {
    findings.add(Diagnostic.of(code, place, message, help));
  }
}
