package org.blup.internal.design.moments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;

/**
 * Which sums over rows a model needs. Every column of X and Z, and y, is a function of the levels
 * of some factors (its key) times a monomial in the numbers; the cross-product of two of them
 * depends on the rows only through Σ w·(product of the monomials) over the rows of each combination
 * of levels of the two keys' union. So for each distinct union there is one table, which holds
 * those moments for each combination of levels, the moments of all divisors among them, so that the
 * shift of a variable can be changed afterwards. A table whose moments all stand in a finer one is
 * left out.
 */
public final class MomentPlan {

  /**
   * One table.
   *
   * @param key the factors whose combinations of levels are its cells, ascending
   * @param moments what it sums, lower degrees first; the first is 1
   */
  public record Table(List<Integer> key, List<Monomial> moments) {

    boolean covers(Table other) {
      return key.containsAll(other.key) && moments.containsAll(other.moments);
    }
  }

  private record Feature(Set<Integer> key, Monomial monomial) {}

  private final List<Monomial> monomials;
  private final List<Table> tables;
  private final Map<List<Integer>, Integer> tableOfKey = new ConcurrentHashMap<>();

  /** The plan of a structure, made once; several threads may share it. */
  static MomentPlan of(ModelStructure structure) {
    return structure.once(MomentPlan.class, MomentPlan::new);
  }

  private MomentPlan(ModelStructure structure) {
    Map<List<Integer>, Set<Monomial>> needed = momentsByKey(features(structure));
    List<Table> all = new ArrayList<>();
    needed.forEach(
        (key, moments) ->
            all.add(new Table(key, moments.stream().sorted(Monomial.BY_DEGREE).toList())));
    tables = withoutCovered(all);
    for (Table table : all) {
      int covering = 0;
      while (!tables.get(covering).covers(table)) {
        covering++;
      }
      tableOfKey.put(table.key(), covering);
    }
    Set<Monomial> distinct = new TreeSet<>(Monomial.BY_DEGREE);
    tables.forEach(table -> distinct.addAll(table.moments()));
    monomials = List.copyOf(distinct);
  }

  /** All monomials that any table sums, lower degrees first. */
  public List<Monomial> monomials() {
    return monomials;
  }

  public List<Table> tables() {
    return tables;
  }

  /**
   * The index of a table that tells apart the levels of these factors. Where they are all the
   * factors of two columns, it holds the moments of their product too.
   */
  int tableFor(Set<Integer> key) {
    return tableOfKey.computeIfAbsent(List.copyOf(new TreeSet<>(key)), this::smallestContaining);
  }

  private int smallestContaining(List<Integer> key) {
    return IntStream.range(0, tables.size())
        .filter(t -> tables.get(t).key().containsAll(key))
        .boxed()
        .min(Comparator.comparingInt(t -> tables.get(t).key().size()))
        .orElseThrow();
  }

  private static Set<Feature> features(ModelStructure structure) {
    Set<Feature> features = new LinkedHashSet<>();
    Monomial response = Monomial.of(structure.responseVariable());
    features.add(new Feature(Set.of(), response));
    for (EffectTerm term : structure.fixed()) {
      features.addAll(features(structure, term, List.of()));
    }
    for (RandomTerm term : structure.random()) {
      for (EffectTerm effect : term.effects()) {
        features.addAll(features(structure, effect, term.group()));
      }
    }
    return features;
  }

  /**
   * One for each product of columns of the term's bases; a polynomial counts by its last column.
   */
  private static List<Feature> features(
      ModelStructure structure, EffectTerm term, List<String> group) {
    Set<Integer> key = new TreeSet<>();
    for (int factor : structure.factorsOf(term)) {
      key.add(factor);
    }
    group.forEach(label -> key.add(structure.factors().indexOf(label)));
    List<Monomial> products = List.of(Monomial.of(structure.numbersOf(term)));
    for (int basis : structure.basesOf(term)) {
      List<Monomial> columns = columns(structure, basis);
      products =
          products.stream().flatMap(product -> columns.stream().map(product::times)).toList();
    }
    return products.stream().map(product -> new Feature(key, product)).toList();
  }

  private static List<Monomial> columns(ModelStructure structure, int index) {
    Basis basis = structure.basisDefinitions().get(index);
    if (basis.isSpline()) {
      int first = structure.firstSplineVariable(index);
      return IntStream.range(first, first + basis.columns()).mapToObj(Monomial::of).toList();
    }
    Monomial number = Monomial.of(structure.numbers().indexOf(basis.number()));
    return List.of(
        Stream.generate(() -> number).limit(basis.degree()).reduce(Monomial.ONE, Monomial::times));
  }

  private static Map<List<Integer>, Set<Monomial>> momentsByKey(Set<Feature> features) {
    Map<List<Integer>, Set<Monomial>> needed = new LinkedHashMap<>();
    for (Feature left : features) {
      for (Feature right : features) {
        Set<Integer> union = new TreeSet<>(left.key());
        union.addAll(right.key());
        needed
            .computeIfAbsent(List.copyOf(union), key -> new LinkedHashSet<>())
            .addAll(left.monomial().times(right.monomial()).divisors());
      }
    }
    return needed;
  }

  private static List<Table> withoutCovered(List<Table> all) {
    return all.stream()
        .filter(table -> all.stream().noneMatch(o -> !o.equals(table) && o.covers(table)))
        .toList();
  }
}
