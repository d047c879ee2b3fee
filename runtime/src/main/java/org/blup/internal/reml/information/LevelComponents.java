package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;

/**
 * Levels that are connected by rows, directly or through others: only among them is {@code ZᵀH⁻¹Z}
 * not zero. So one product gives columns of all components at a time. Each level is given columns
 * of its own within its component; columns are counted in batches, and no level's lie in two.
 */
final class LevelComponents {

  /** The levels component by component, numbered over all groups. */
  final int[] levels;

  /** The first entry of each component in {@link #levels}; one more entry for the end. */
  final int[] start;

  /** For each level the batch of its columns, and the first of them within the batch. */
  final int[] batch;

  final int[] column;

  final int width;
  final int batches;

  /**
   * Finds the components and lays out columns.
   *
   * @param chosen for each group whether its levels are given columns; batch −1 for those without
   * @param leastWidth of a batch
   */
  LevelComponents(EquationPattern pattern, int[] groupStart, boolean[] chosen, int leastWidth) {
    List<Group> groups = pattern.groups();
    int count = groupStart[groups.size()];
    int[] root = connect(pattern, groupStart, count);
    int[] component = new int[count];
    int components = 0;
    for (int level = 0; level < count; level++) {
      if (find(root, level) == level) {
        component[level] = components++;
      }
    }
    start = new int[components + 1];
    for (int level = 0; level < count; level++) {
      component[level] = component[find(root, level)];
      start[component[level] + 1]++;
    }
    for (int c = 0; c < components; c++) {
      start[c + 1] += start[c];
    }
    levels = new int[count];
    int[] next = Arrays.copyOf(start, components);
    for (int level = 0; level < count; level++) {
      levels[next[component[level]]++] = level;
    }
    width = Math.max(leastWidth, groups.stream().mapToInt(Group::size).max().orElse(1));
    batch = new int[count];
    column = new int[count];
    Arrays.fill(batch, -1);
    batches = layOut(groups, groupStart, chosen);
  }

  private int layOut(List<Group> groups, int[] groupStart, boolean[] chosen) {
    int most = 0;
    for (int c = 0; c < start.length - 1; c++) {
      int current = 0;
      int used = 0;
      for (int e = start[c]; e < start[c + 1]; e++) {
        int g = groupOf(groupStart, levels[e]);
        int size = groups.get(g).size();
        if (!chosen[g]) {
          continue;
        }
        if (used + size > width) {
          current++;
          used = 0;
        }
        batch[levels[e]] = current;
        column[levels[e]] = used;
        used += size;
      }
      most = Math.max(most, current + 1);
    }
    return most;
  }

  static int groupOf(int[] groupStart, int level) {
    int g = 0;
    while (level >= groupStart[g + 1]) {
      g++;
    }
    return g;
  }

  private static int[] connect(EquationPattern pattern, int[] groupStart, int count) {
    int[] root = new int[count];
    Arrays.setAll(root, level -> level);
    for (Pair pair : pattern.pairs()) {
      for (int i = 0; i < pair.rowStart().length - 1; i++) {
        for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
          int a = find(root, groupStart[pair.rowGroup()] + i);
          int b = find(root, groupStart[pair.columnGroup()] + pair.column()[e]);
          root[Math.max(a, b)] = Math.min(a, b);
        }
      }
    }
    return root;
  }

  /** The root of a level's tree; paths are halved on the way. */
  private static int find(int[] root, int level) {
    int at = level;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }
}
