package org.blup.processor.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.blup.LevelStructure;
import org.blup.Structure;
import org.blup.VarianceFunction;
import org.blup.processor.diagnostic.Place;

/**
 * Writes the annotations of a record's components as the formula they mean: the fixed effects in
 * the components' order, then offsets, then random terms in the order of their first annotation,
 * then the covariance of the residuals. Annotations that mean nothing are left out: validation
 * names them.
 */
public final class ComponentFormula {

  private final FormulaSource.Builder formula = new FormulaSource.Builder();
  private final AnnotatedRecord annotated;

  private ComponentFormula(AnnotatedRecord annotated) {
    this.annotated = annotated;
  }

  /**
   * The formula behind the annotations of a record with a response.
   *
   * @param whole where to point if no component is at fault
   */
  public static FormulaSource of(AnnotatedRecord annotated, Place whole) {
    ComponentFormula writer = new ComponentFormula(annotated);
    writer.addResponse();
    writer.addFixed();
    writer.addOffsets();
    writer.addRandom();
    writer.addResidual();
    return writer.formula.build(whole);
  }

  private void addResponse() {
    for (AnnotatedComponent component : annotated.components()) {
      if (component.response().isPresent()) {
        formula.addName(component.label(), component.response().get().place());
        break;
      }
    }
    formula.add(" ~ 1");
  }

  private void addFixed() {
    for (AnnotatedComponent component : annotated.components()) {
      component
          .fixed()
          .ifPresent(use -> formula.add(" + ").addName(component.label(), use.place()));
    }
  }

  private void addOffsets() {
    for (AnnotatedComponent component : annotated.components()) {
      component.offset().ifPresent(use -> addOffset(component, use.place()));
    }
  }

  private void addOffset(AnnotatedComponent component, Place place) {
    formula.add(" + ");
    formula.add(place, () -> formula.add("offset(").addName(component.label(), place).add(")"));
  }

  private void addRandom() {
    Map<Object, List<RandomUse>> terms = new LinkedHashMap<>();
    for (AnnotatedComponent component : annotated.components()) {
      for (AnnotationUse use : component.random()) {
        RandomUse random = new RandomUse(component, use);
        if (random.isMeaningful()) {
          terms.computeIfAbsent(random.term(), unseen -> new ArrayList<>()).add(random);
        }
      }
    }
    terms.values().forEach(this::addRandomTerm);
  }

  private void addRandomTerm(List<RandomUse> uses) {
    RandomUse first = uses.get(0);
    formula.add(" + ");
    formula.add(
        first.use().place(),
        () -> {
          Structure structure = first.isGroup() ? Structure.US : first.structure();
          boolean isBar = structure == Structure.US || structure == Structure.DIAG;
          formula.add(isBar ? "(" : structure.keyword() + "(");
          addEffects(uses);
          formula.add(structure == Structure.DIAG ? " || " : " | ");
          addGroup(first);
          formula.add(")");
        });
  }

  private void addEffects(List<RandomUse> uses) {
    RandomUse first = uses.get(0);
    formula.add(first.hasIntercept() || first.isGroup() ? "1" : "0");
    for (RandomUse use : uses) {
      if (!use.isGroup()) {
        formula.add(" + ").addName(use.component().label(), use.use().place());
      }
    }
  }

  private void addGroup(RandomUse use) {
    if (!use.isGroup()) {
      addLevels(use, () -> addNames(use.use(), "group", ":"));
      return;
    }
    boolean isEmpty = !addNames(use.use(), "within", "/");
    formula.add(isEmpty ? "" : "/");
    addLevels(use, () -> formula.addName(use.component().label(), use.use().place()));
  }

  private void addLevels(RandomUse use, Runnable group) {
    LevelStructure levels = use.levels();
    if (levels == LevelStructure.INDEPENDENT) {
      group.run();
      return;
    }
    formula.add(
        use.use().place(use.use().says("levels") ? "levels" : "related"),
        () -> {
          formula.add(levels.keyword() + "(");
          group.run();
          formula.add(")");
        });
  }

  /** Adds the names that an attribute has. Returns whether there are any. */
  private boolean addNames(AnnotationUse use, String attribute, String separator) {
    List<Place> places = use.places(attribute);
    List<String> labels = use.texts(attribute);
    for (int i = 0; i < labels.size(); i++) {
      formula.add(i == 0 ? "" : separator).addName(labels.get(i), places.get(i));
    }
    return !labels.isEmpty();
  }

  /** Where several components say one, validation names them. */
  private void addResidual() {
    Optional<AnnotatedComponent> position = first(AnnotatedComponent::repeated);
    Optional<AnnotatedComponent> number = first(AnnotatedComponent::residualVariance);
    position
        .or(() -> number)
        .ifPresent(
            component ->
                formula
                    .add(" + ")
                    .add(
                        component.repeated().or(component::residualVariance).orElseThrow().place(),
                        () -> addResidual(position, number)));
  }

  private Optional<AnnotatedComponent> first(
      Function<AnnotatedComponent, Optional<AnnotationUse>> annotation) {
    return annotated.components().stream()
        .filter(component -> annotation.apply(component).isPresent())
        .findFirst();
  }

  private void addResidual(
      Optional<AnnotatedComponent> position, Optional<AnnotatedComponent> number) {
    formula.add("residual(");
    position.ifPresent(component -> addForm(component, component.repeated().orElseThrow()));
    formula.add(position.isPresent() && number.isPresent() ? ", variance = " : "");
    number.ifPresent(
        component -> addVariance(component, component.residualVariance().orElseThrow()));
    position.flatMap(AnnotatedComponent::repeated).ifPresent(this::addStrata);
    number.flatMap(AnnotatedComponent::residualVariance).ifPresent(this::addStrata);
    formula.add(")");
  }

  private void addForm(AnnotatedComponent position, AnnotationUse use) {
    formula.add(constant(use, "structure", Structure.values(), Structure.US).keyword() + "(");
    formula.addName(position.label(), use.place()).add(" | ");
    addNames(use, "subject", ":");
    formula.add(")");
  }

  private void addVariance(AnnotatedComponent number, AnnotationUse use) {
    VarianceFunction function =
        constant(use, "value", VarianceFunction.values(), VarianceFunction.POWER);
    formula.add(
        use.place(),
        () -> formula.add(function.keyword() + "(").addName(number.label(), use.place()).add(")"));
  }

  private void addStrata(AnnotationUse use) {
    use.text("by")
        .filter(strata -> !strata.isEmpty())
        .ifPresent(strata -> formula.add(", by = ").addName(strata, use.place("by")));
  }

  /** The constant that an attribute has; another where it is not written, or is none. */
  private static <E extends Enum<E>> E constant(
      AnnotationUse use, String attribute, E[] constants, E otherwise) {
    return use.text(attribute)
        .flatMap(name -> Arrays.stream(constants).filter(c -> c.name().equals(name)).findAny())
        .orElse(otherwise);
  }

  /** One {@code @Random} on one component. */
  public record RandomUse(AnnotatedComponent component, AnnotationUse use) {

    /** Whether the component is itself the grouping factor. */
    public boolean isGroup() {
      return use.texts("group").isEmpty();
    }

    /** The form of the covariances, said by {@code structure} or {@code correlated}. */
    public Structure structure() {
      Structure unsaid = use.flag("correlated", true) ? Structure.US : Structure.DIAG;
      return constant(use, "structure", Structure.values(), unsaid);
    }

    /** How the levels of the group covary, said by {@code levels} or {@code related}. */
    public LevelStructure levels() {
      boolean related = use.flag("related", false);
      LevelStructure unsaid = related ? LevelStructure.RELATED : LevelStructure.INDEPENDENT;
      return constant(use, "levels", LevelStructure.values(), unsaid);
    }

    public boolean hasIntercept() {
      return use.flag("intercept", true);
    }

    /** Uses with equal terms are effects of one random term. */
    public Object term() {
      return isGroup() ? this : List.of(Set.copyOf(use.texts("group")), levels(), structure());
    }

    /** Whether a term can be made of it: a number that cannot group needs a group. */
    boolean isMeaningful() {
      return !isGroup() || component.type().map(ComponentType::mayGroup).orElse(true);
    }
  }
}
