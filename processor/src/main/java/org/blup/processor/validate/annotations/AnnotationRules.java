package org.blup.processor.validate.annotations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.blup.Contrast;
import org.blup.LevelStructure;
import org.blup.formula.ProblemCode;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.AnnotationUse;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentFormula.RandomUse;
import org.blup.processor.read.ComponentType;
import org.blup.processor.validate.resolve.References;
import org.blup.processor.validate.resolve.Types;
import org.blup.processor.validate.resolve.Vocabulary;

/** The rules for the annotations of components, before they become a formula. */
public final class AnnotationRules {

  private final AnnotatedRecord annotated;
  private final Findings findings;

  private AnnotationRules(AnnotatedRecord annotated, Findings findings) {
    this.annotated = annotated;
    this.findings = findings;
  }

  /** Checks what holds beside a formula as well: there is one weight, and it is a number. */
  public static void checkWeights(AnnotatedRecord annotated, Findings findings) {
    AnnotationRules rules = new AnnotationRules(annotated, findings);
    rules.onlyOne(AnnotatedComponent::weight, ProblemCode.SEVERAL_WEIGHTS);
    annotated.components().forEach(rules::weightIsNumeric);
  }

  /** Checks the annotations that say a model. */
  static void checkModel(AnnotatedRecord annotated, Findings findings) {
    AnnotationRules rules = new AnnotationRules(annotated, findings);
    rules.onlyOne(AnnotatedComponent::response, ProblemCode.SEVERAL_RESPONSES);
    rules.onlyOne(AnnotatedComponent::repeated, ProblemCode.SEVERAL_RESIDUALS);
    rules.onlyOne(AnnotatedComponent::residualVariance, ProblemCode.SEVERAL_RESIDUALS);
    Map<Object, RandomUse> terms = new HashMap<>();
    for (AnnotatedComponent component : annotated.components()) {
      component.fixed().ifPresent(use -> rules.contrastFits(component, use));
      for (AnnotationUse use : component.random()) {
        rules.randomMakesSense(new RandomUse(component, use), terms);
      }
    }
  }

  private void onlyOne(
      Function<AnnotatedComponent, Optional<AnnotationUse>> annotation, ProblemCode code) {
    List<AnnotatedComponent> components =
        annotated.components().stream().filter(c -> annotation.apply(c).isPresent()).toList();
    if (components.size() > 1) {
      AnnotationUse second = annotation.apply(components.get(1)).orElseThrow();
      String names =
          components.stream()
              .map(component -> "'" + component.name() + "'")
              .collect(Collectors.joining(" and "));
      add(
          code,
          second.place(),
          "%s each have %s".formatted(names, second.name()),
          "A model has only one: keep one of them");
    }
  }

  private void weightIsNumeric(AnnotatedComponent component) {
    boolean numeric = component.type().map(ComponentType::isNumeric).orElse(false);
    if (component.weight().isPresent() && !numeric) {
      add(
          ProblemCode.WEIGHT_NOT_NUMERIC,
          component.weight().get().place(),
          "'%s' is %s, but weights have to be numbers"
              .formatted(component.name(), described(component)),
          "The residual variance of a row is divided by its weight");
    }
  }

  private static String described(AnnotatedComponent component) {
    return component.type().map(Types::described).orElse("a " + component.typeName());
  }

  private void contrastFits(AnnotatedComponent component, AnnotationUse fixed) {
    if (component.usable().isEmpty()) {
      return;
    }
    Component usable = component.usable().get();
    for (String attribute : List.of("contrast", "reference")) {
      if (usable.type().isNumeric() && fixed.says(attribute)) {
        add(
            ProblemCode.CONTRAST_OF_NUMBER,
            fixed.place(attribute),
            "'%s' is %s and has no levels to contrast"
                .formatted(component.name(), described(component)),
            "Remove '%s': a number has one coefficient, its slope".formatted(attribute));
        return;
      }
    }
    if (usable.coding().contrast() != Contrast.TREATMENT
        && usable.coding().reference().isPresent()) {
      add(
          ProblemCode.REFERENCE_WITHOUT_TREATMENT,
          fixed.place("reference"),
          "%s contrasts have no reference level".formatted(usable.coding().contrast()),
          "Remove 'reference', or use Contrast.TREATMENT");
      return;
    }
    References.check(usable, usable.coding())
        .ifPresent(
            fault ->
                add(
                    ProblemCode.UNKNOWN_REFERENCE,
                    fixed.place("reference"),
                    fault.message(),
                    fault.help()));
  }

  private void randomMakesSense(RandomUse random, Map<Object, RandomUse> terms) {
    boolean related = random.use().flag("related", false);
    boolean saysBoth = random.use().says("related") && random.use().says("levels");
    if (saysBoth && related != (random.levels() == LevelStructure.RELATED)) {
      add(
          ProblemCode.CORRELATED_AND_STRUCTURE,
          random.use().place("related"),
          "'related = %s' contradicts 'levels = %s'".formatted(related, random.levels()),
          "'levels' already specifies this: remove 'related'");
    }
    if (!random.isGroup()) {
      effectMakesSense(random, terms);
      return;
    }
    for (String attribute : List.of("correlated", "structure", "intercept")) {
      if (random.use().says(attribute)) {
        add(
            ProblemCode.EFFECT_ATTRIBUTE_WITHOUT_GROUP,
            random.use().place(attribute),
            "'%s' does not apply to a grouping factor".formatted(attribute),
            "Without 'group', '%s' is the grouping factor, and each of its levels has an intercept"
                .formatted(random.component().name()),
            "Remove '%s', or add 'group'".formatted(attribute));
        return;
      }
    }
    if (!random.component().type().map(ComponentType::mayGroup).orElse(true)) {
      addNumberWithoutGroup(random);
    }
  }

  private void addNumberWithoutGroup(RandomUse random) {
    String groups = new Vocabulary(annotated).listed(c -> c.type().mayGroup());
    add(
        ProblemCode.RANDOM_NUMBER_WITHOUT_GROUP,
        random.use().place(),
        "'%s' is %s and cannot be a grouping factor"
            .formatted(random.component().name(), described(random.component())),
        "For an effect that varies by group, write @Random(group = \"…\")",
        "Possible grouping factors: " + groups);
  }

  private void effectMakesSense(RandomUse random, Map<Object, RandomUse> terms) {
    if (random.use().says("within")) {
      add(
          ProblemCode.GROUP_AND_WITHIN,
          random.use().place("within"),
          "'within' cannot be combined with 'group'",
          "'within' nests grouping factors. For effects that vary by a nested group, name all of"
              + " its factors:",
          "group = {\"school\", \"class\"}");
    }
    boolean correlated = random.use().flag("correlated", true);
    boolean saysBoth = random.use().says("correlated") && random.use().says("structure");
    if (saysBoth && correlated != random.structure().isCorrelated()) {
      add(
          ProblemCode.CORRELATED_AND_STRUCTURE,
          random.use().place("correlated"),
          "'correlated = %s' contradicts 'structure = %s'"
              .formatted(correlated, random.structure()),
          "Effects are %s in this structure: remove one of the two"
              .formatted(correlated ? "uncorrelated" : "correlated"));
    }
    RandomUse first = terms.putIfAbsent(random.term(), random);
    if (first != null && first.hasIntercept() != random.hasIntercept()) {
      RandomUse without = first.hasIntercept() ? random : first;
      add(
          ProblemCode.CONFLICTING_INTERCEPTS,
          without.use().place("intercept"),
          "'%s' and '%s' share a random term, but only one of them has an intercept"
              .formatted(first.component().name(), random.component().name()),
          "Effects with the same group and structure are one term, with or without an intercept",
          "Set 'intercept = false' on all or none of them");
    }
  }

  private void add(ProblemCode code, Place place, String message, String... help) {
    findings.add(Diagnostic.of(code, place, message, help));
  }
}
