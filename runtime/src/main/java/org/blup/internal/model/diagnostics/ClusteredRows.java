package org.blup.internal.model.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.RandomTermNames;
import org.blup.internal.model.RowResiduals;

/**
 * The rows of a fit by the levels of a factor, the clusters. Rows of different clusters must be
 * independent by the model: each level of a group, and each subject of the residuals, lies within
 * one cluster.
 */
final class ClusteredRows {

  private final ObservedDesign design;
  private final String cluster;
  private final int[] factors;
  private final Map<List<Integer>, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<List<KeptRow>> rows = new ArrayList<>();

  /** For each group the cluster of each level, −1 until there is a row. */
  private final int[][] clusterOf;

  private final Map<Integer, Integer> clusterOfSubject = new HashMap<>();

  /**
   * Rows of no cluster yet.
   *
   * @param cluster the label of a factor of the model, or of several: {@code site:patient}
   * @throws BlupException if there is none, or if levels of a group covary
   */
  ClusteredRows(ObservedDesign design, String cluster) {
    this.design = design;
    this.cluster = cluster;
    factors = factors(design.structure(), cluster);
    clusterOf = new int[design.groups()][];
    for (int g = 0; g < clusterOf.length; g++) {
      if (!design.equations().groups().get(g).precision().isIdentity()) {
        throw new BlupException(
            "%s: the levels of %s covary, so that no rows are independent of each other and there are no clusters"
                .formatted(design.structure().name(), design.group(g).label()));
      }
      clusterOf[g] = new int[design.group(g).size()];
      Arrays.fill(clusterOf[g], -1);
    }
  }

  private static int[] factors(ModelStructure structure, String cluster) {
    List<String> known = structure.factors();
    List<String> labels = known.contains(cluster) ? List.of(cluster) : List.of(cluster.split(":"));
    if (!known.containsAll(labels)) {
      throw new BlupException(
          "%s has no factor '%s' to take for clusters. It has: %s"
              .formatted(structure.name(), cluster, String.join(", ", known)));
    }
    return labels.stream().mapToInt(known::indexOf).toArray();
  }

  /** Adds the row that a reader has just read. */
  void add(WorkingRows<?> reader, KeptRow row) {
    List<Integer> levels = IntStream.of(factors).map(reader::position).boxed().toList();
    if (levels.contains(-1)) {
      int f = factors[levels.indexOf(-1)];
      throw new UnknownLevelException(
          design.factor(f).label(), reader.levelText(f), design.factor(f).observed());
    }
    Integer number = numbers.get(levels);
    if (number == null) {
      number = rows.size();
      numbers.put(levels, number);
      names.add(IntStream.of(factors).mapToObj(reader::levelText).collect(Collectors.joining(":")));
      rows.add(new ArrayList<>());
    }
    rows.get(number).add(row);
    for (int g = 0; g < clusterOf.length; g++) {
      int level = row.levels()[g];
      int before = clusterOf[g][level];
      if (before >= 0 && before != number) {
        String label = design.group(g).label();
        throw apart(label + " " + design.group(g).level(level), before, number);
      }
      clusterOf[g][level] = number;
    }
    checkSubject(row, number);
  }

  private void checkSubject(KeptRow row, int number) {
    int subject = row.place().subject();
    Integer before = subject < 0 ? null : clusterOfSubject.putIfAbsent(subject, number);
    if (before != null && before != number) {
      throw apart("a subject of the residuals", before, number);
    }
  }

  private BlupException apart(String what, int before, int number) {
    ModelStructure structure = design.structure();
    List<String> blocks = new ArrayList<>(new RandomTermNames(structure).groups());
    structure
        .residual()
        .filter(t -> !t.subject().isEmpty())
        .ifPresent(t -> blocks.add(t.subjectLabel()));
    return new BlupException(
        ("%s: rows of %s are in the clusters %s and %s of %s, and are not independent by the model."
                + " A cluster-robust covariance needs clusters that contain each level of %s")
            .formatted(
                structure.name(),
                what,
                names.get(before),
                names.get(number),
                cluster,
                blocks.stream().distinct().collect(Collectors.joining(", "))));
  }

  /** The rows of each cluster, in the order in which clusters were first read. */
  List<List<KeptRow>> clusters() {
    if (rows.size() < 2) {
      throw new BlupException(
          "%s: %s has one level alone, %s. Robust covariances come from differences between clusters: take a factor with more levels"
              .formatted(design.structure().name(), cluster, names.get(0)));
    }
    for (int c = 0; c < rows.size(); c++) {
      RowResiduals.checkSize(rows.get(c).size(), cluster + " " + names.get(c));
    }
    return rows;
  }
}
