package org.blup.processor.validate.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.blup.formula.ModelFormula;
import org.blup.formula.ProblemCode;
import org.blup.formula.RandomTerm;
import org.blup.formula.Span;
import org.blup.formula.Term;
import org.blup.processor.generate.NamingClash;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.validate.resolve.Problems;

/** The rule that no two effects or groups may have the same accessor. */
public final class AccessorRules {

  private AccessorRules() {}

  public static void check(ModelDescription model, Problems problems) {
    Set<List<String>> told = new HashSet<>();
    for (NamingClash clash : NamingClash.of(model)) {
      if (told.add(clash.labels())) {
        addClash(clash, model.formula(), problems);
      }
    }
  }

  private static void addClash(NamingClash clash, ModelFormula formula, Problems problems) {
    problems.add(
        ProblemCode.ACCESSOR_CLASH,
        spanOf(clash, formula),
        "'%s' would have the same accessor %s.%s()"
            .formatted(String.join("' and '", clash.labels()), clash.owner(), clash.accessor()),
        "Rename a component; @Column can keep its name for formulas and files");
  }

  /** Where the last effect of the name stands, or the last whose column it is. */
  private static Span spanOf(NamingClash clash, ModelFormula formula) {
    String label = clash.labels().get(clash.labels().size() - 1);
    List<Term> terms =
        Stream.concat(
                formula.fixed().terms().stream(),
                formula.random().stream().flatMap(random -> random.effects().terms().stream()))
            .toList();
    Stream<Span> exact = terms.stream().filter(term -> term.label().equals(label)).map(Term::span);
    Stream<Span> groups =
        formula.random().stream()
            .filter(random -> random.groupLabel().equals(label))
            .map(RandomTerm::span);
    Stream<Span> columns =
        terms.stream()
            .filter(term -> label.startsWith(term.variables().get(0).label()))
            .map(Term::span);
    return Stream.of(exact, groups, columns)
        .flatMap(spans -> spans)
        .findFirst()
        .orElse(formula.response().expression().span());
  }
}
