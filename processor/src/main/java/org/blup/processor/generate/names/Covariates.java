package org.blup.processor.generate.names;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.Quantity;

/**
 * The components that the numbers of the fixed effects and the offset are functions of. Means are
 * taken at values of these, so the runtime gets their means over the rows: those that are no
 * numbers of the model already are read as further numbers.
 *
 * @param components the components, in the order of the formula
 * @param derived the numbers of the fixed effects that are functions of components
 * @param added the components that become further numbers, behind those of the model
 * @param arePlain whether the runtime finds them by itself: they are the numbers of the fixed
 *     effects
 */
public record Covariates(
    List<Component> components,
    List<Quantity.Numeric> derived,
    List<Component> added,
    boolean arePlain) {

  static Covariates of(ModelDescription model) {
    List<Quantity.Numeric> numbers = fixedNumbers(model);
    List<Quantity.Numeric> derived =
        numbers.stream().filter(number -> !isComponent(model.header(), number)).toList();
    Set<Component> components = new LinkedHashSet<>();
    Stream.concat(numbers.stream(), model.offsets().stream())
        .flatMap(number -> ComponentNames.in(number.variable().expression()).stream())
        .forEach(name -> model.header().component(name).ifPresent(components::add));
    Set<Component> added = new LinkedHashSet<>(components);
    for (Quantity.Numeric number : model.numerics()) {
      added.removeIf(component -> number.label().equals(component.quotedLabel()));
    }
    boolean arePlain = derived.isEmpty() && components.size() == numbers.size();
    return new Covariates(List.copyOf(components), derived, List.copyOf(added), arePlain);
  }

  private static List<Quantity.Numeric> fixedNumbers(ModelDescription model) {
    List<Quantity.Numeric> numbers = new ArrayList<>();
    for (Effect effect : model.fixed()) {
      for (Quantity quantity : effect.quantities()) {
        if (quantity instanceof Quantity.Basis basis) {
          numbers.add(basis.number());
        } else if (quantity instanceof Quantity.Numeric number) {
          numbers.add(number);
        }
      }
    }
    return numbers.stream().distinct().toList();
  }

  private static boolean isComponent(ModelHeader header, Quantity.Numeric number) {
    return header.components().stream()
        .anyMatch(component -> number.label().equals(component.quotedLabel()));
  }
}
