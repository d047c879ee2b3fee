package org.blup.processor.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blup.processor.generate.names.Accessor;
import org.blup.processor.generate.names.GroupColumn;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.read.ModelDescription;

/**
 * Several coefficients, effects or groups that would be the same method.
 *
 * @param owner the class the method would be in, as users call it: {@code Fit}, {@code Fixed},
 *     {@code Subject.Effects}
 * @param accessor the method's name
 * @param labels what would be called so, as R names it, in the order of the formula; at least two
 */
public record NamingClash(String owner, String accessor, List<String> labels) {

  public NamingClash {
    labels = List.copyOf(labels);
  }

  /** The clashes of a model's names; empty if its class can be written. */
  public static List<NamingClash> of(ModelDescription model) {
    Layout layout = new Layout(model);
    List<NamingClash> clashes = new ArrayList<>();
    Methods fixed = new Methods("Fixed");
    FixedWriter.accessors(layout).forEach(fixed::add);
    fixed.report(clashes);
    Methods fit = new Methods("Fit");
    layout
        .groups()
        .forEach(group -> fit.add(group.accessor(), group.accessor(), group.group().label()));
    fit.report(clashes);
    for (Layout.NamedGroup group : layout.groups()) {
      Methods effects = new Methods(group.className() + ".Effects");
      GroupColumn.of(group, layout).forEach(column -> effects.add(column.accessor()));
      effects.report(clashes);
    }
    return clashes;
  }

  /** The methods of a class to be, by signature. */
  private static final class Methods {

    private final String owner;
    private final Map<String, Set<String>> labels = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    Methods(String owner) {
      this.owner = owner;
    }

    void add(Accessor accessor) {
      add(accessor.signature(), accessor.name(), accessor.label());
    }

    void add(String signature, String name, String label) {
      names.put(signature, name);
      labels.computeIfAbsent(signature, unseen -> new LinkedHashSet<>()).add(label);
    }

    void report(List<NamingClash> clashes) {
      labels.forEach(
          (signature, same) -> {
            if (same.size() > 1) {
              String name = names.getOrDefault(signature, signature);
              clashes.add(new NamingClash(owner, name, List.copyOf(same)));
            }
          });
    }
  }
}
