package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.jspecify.annotations.Nullable;

/**
 * Animals and their parents. With the animals sorted so that parents come first, {@code A = T D
 * Tᵀ}: column k of T⁻¹ has 1 at k and −½ at the parents, and D the share of variance that no parent
 * explains, {@code ½ − ¼(F_s + F_d)} with inbreeding F, −1 for an unknown parent. So each animal
 * adds nine numbers to {@code A⁻¹ = T⁻ᵀ D⁻¹ T⁻¹}.
 */
final class Pedigree {

  private static final int UNKNOWN = -1;

  /** What other programs write for an unknown parent. */
  private static final Set<String> WRITTEN_UNKNOWN = Set.of("0", "NA", ".", "-1", "*");

  private final List<String> names;

  /** The parents of each animal. */
  private final int[] sire;

  private final int[] dam;

  private Pedigree(List<String> names, int[] sire, int[] dam) {
    this.names = names;
    this.sire = sire;
    this.dam = dam;
  }

  /** Reads entries in any order. */
  static <R> Pedigree read(
      Iterable<? extends R> entries,
      Function<? super R, ?> animal,
      Function<? super R, ? extends @Nullable Object> sire,
      Function<? super R, ? extends @Nullable Object> dam) {
    List<Object> animals = new ArrayList<>();
    List<String> sires = new ArrayList<>();
    List<String> dams = new ArrayList<>();
    for (R entry : entries) {
      animals.add(LevelNames.text(animal.apply(entry)));
      sires.add(LevelNames.text(sire.apply(entry)));
      dams.add(LevelNames.text(dam.apply(entry)));
    }
    List<String> names = LevelNames.of(animals);
    Map<String, Integer> numberOf = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      numberOf.put(names.get(i), i);
    }
    checkParents(numberOf, sires, dams);
    return new Pedigree(names, numbers(numberOf, sires), numbers(numberOf, dams));
  }

  private static int[] numbers(Map<String, Integer> numberOf, List<String> parents) {
    return parents.stream().mapToInt(name -> numberOf.getOrDefault(name, UNKNOWN)).toArray();
  }

  /** A parent without an entry may be a slip, and one that stands for all unknown parents is. */
  private static void checkParents(
      Map<String, Integer> numberOf, List<String> sires, List<String> dams) {
    Set<String> absent = new TreeSet<>();
    absent.addAll(sires);
    absent.addAll(dams);
    absent.remove("");
    absent.removeAll(numberOf.keySet());
    if (absent.isEmpty()) {
      return;
    }
    boolean unknown = absent.stream().anyMatch(WRITTEN_UNKNOWN::contains);
    throw new BlupException(
        "parents without an entry of their own in the pedigree (%s). "
                .formatted(UnknownLevelException.listing(List.copyOf(absent)))
            + (unknown
                ? "Leave the names of unknown parents empty"
                : "Add them, with their own parents or with none"));
  }

  Relationship relationship() {
    int[] order = parentsFirst();
    double[] left = mendelianVariances(order);
    int n = names.size();
    Elements elements = new Elements(n, Math.multiplyExact(9, n));
    for (int i = 0; i < n; i++) {
      int[] at = {i, sire[i], dam[i]};
      double[] weight = {1, -0.5, -0.5};
      for (int a = 0; a < at.length; a++) {
        for (int b = 0; b < at.length; b++) {
          if (at[a] != UNKNOWN && at[b] != UNKNOWN) {
            elements.add(at[a], at[b], weight[a] * weight[b] / left[i]);
          }
        }
      }
    }
    return new KnownPrecision(names, elements.matrix());
  }

  /** The animals in an order in which no parent comes behind its offspring. */
  private int[] parentsFirst() {
    int n = names.size();
    int[] waiting = new int[n];
    int[] firstChild = new int[2 * n];
    int[] nextChild = new int[2 * n];
    Arrays.fill(firstChild, UNKNOWN);
    for (int i = 0; i < n; i++) {
      for (int role = 0; role < 2; role++) {
        int parent = role == 0 ? sire[i] : dam[i];
        if (parent != UNKNOWN) {
          waiting[i]++;
          nextChild[2 * i + role] = firstChild[parent];
          firstChild[parent] = 2 * i + role;
        }
      }
    }
    int[] order = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (waiting[i] == 0) {
        order[count++] = i;
      }
    }
    for (int done = 0; done < count; done++) {
      for (int e = firstChild[order[done]]; e != UNKNOWN; e = nextChild[e]) {
        if (--waiting[e / 2] == 0) {
          order[count++] = e / 2;
        }
      }
    }
    if (count < n) {
      throw ownAncestor(waiting);
    }
    return order;
  }

  /** An animal that still waits has a parent that does, so that going up ends in a loop. */
  private BlupException ownAncestor(int[] waiting) {
    int at = 0;
    while (waiting[at] == 0) {
      at++;
    }
    Set<Integer> path = new LinkedHashSet<>();
    while (path.add(at)) {
      at = sire[at] != UNKNOWN && waiting[sire[at]] > 0 ? sire[at] : dam[at];
    }
    List<String> loop = new ArrayList<>();
    boolean inLoop = false;
    for (int animal : path) {
      inLoop |= animal == at;
      if (inLoop) {
        loop.add(names.get(animal));
      }
    }
    loop.add(names.get(at));
    return new BlupException(
        "%s is among its own ancestors: %s, each an offspring of the next. Correct one of them"
            .formatted(names.get(at), String.join(", ", loop)));
  }

  /** D, for each animal. */
  private double[] mendelianVariances(int[] order) {
    int n = names.size();
    int[] rank = new int[n];
    for (int r = 0; r < n; r++) {
      rank[order[r]] = r;
    }
    int[] first = new int[n];
    int[] second = new int[n];
    for (int r = 0; r < n; r++) {
      int s = sire[order[r]];
      int d = dam[order[r]];
      first[r] = s == UNKNOWN ? UNKNOWN : rank[s];
      second[r] = d == UNKNOWN ? UNKNOWN : rank[d];
    }
    double[] byRank = new Inbreeding(first, second).mendelianVariances();
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = byRank[rank[i]];
    }
    return left;
  }
}
