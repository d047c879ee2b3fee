package org.blup.processor.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blup.Structure;
import org.blup.processor.diagnostic.Place;

/**
 * Writes the annotations of a record's components as the formula they mean: the fixed effects in
 * the components' order, then offsets, then random terms in the order of their first annotation.
 * Annotations that mean nothing are left out: validation names them.
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
    String attribute = use.isGroup() ? "within" : "group";
    String separator = use.isGroup() ? "/" : ":";
    List<Place> places = use.use().places(attribute);
    List<String> labels = use.use().texts(attribute);
    for (int i = 0; i < labels.size(); i++) {
      formula.add(i == 0 ? "" : separator).addName(labels.get(i), places.get(i));
    }
    if (use.isGroup()) {
      formula
          .add(labels.isEmpty() ? "" : separator)
          .addName(use.component().label(), use.use().place());
    }
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
      return use.text("structure")
          .flatMap(
              name ->
                  Arrays.stream(Structure.values()).filter(s -> s.name().equals(name)).findAny())
          .orElse(unsaid);
    }

    public boolean hasIntercept() {
      return use.flag("intercept", true);
    }

    /** Uses with equal terms are effects of one random term. */
    public Object term() {
      return isGroup() ? this : List.of(Set.copyOf(use.texts("group")), structure());
    }

    /** Whether a term can be made of it: a number that cannot group needs a group. */
    boolean isMeaningful() {
      return !isGroup() || component.type().map(ComponentType::mayGroup).orElse(true);
    }
  }
}
