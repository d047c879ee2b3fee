package org.blup.internal.model.fit;

import java.util.ArrayList;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.ModelStructure;

/**
 * The effects of a group as the compiler numbers them, and where they stand among those that were
 * estimated: levels of an enum without rows have none.
 *
 * @param group the label of the group
 * @param starts for each random term of the model the number of its first effect, if it is the
 *     group's
 * @param names of all effects as declared
 * @param columns where each stands among those estimated, −1 if it does not
 */
public record DeclaredEffects(
    String group, List<Integer> starts, List<String> names, List<Integer> columns) {

  public static DeclaredEffects of(ObservedDesign design, int group) {
    ModelStructure structure = design.structure();
    List<Integer> starts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (int t = 0; t < structure.random().size(); t++) {
      starts.add(names.size());
      if (structure.groupOf(structure.random().get(t)) == group) {
        List<String> declared = design.variables().declaredEffectNames(t);
        List<String> present = design.effectNames(t);
        int offset = design.equations().terms().get(t).offset();
        boolean all = present.size() == declared.size();
        for (int e = 0; e < declared.size(); e++) {
          int column = all ? e : present.indexOf(declared.get(e));
          columns.add(column < 0 ? -1 : offset + column);
        }
        names.addAll(declared);
      }
    }
    return new DeclaredEffects(design.group(group).label(), starts, names, columns);
  }

  /** The number of a term's first effect. */
  public int start(int term) {
    return starts.get(term);
  }

  public int number(String name) {
    return names.indexOf(name);
  }

  /** The position of an effect among those estimated, −1 if it was left out. */
  public int column(int effect) {
    return columns.get(effect);
  }

  /**
   * The same where it must have been estimated.
   *
   * @throws BlupException if it was left out
   */
  public int present(int effect) {
    if (column(effect) < 0) {
      throw new BlupException(
          "'"
              + names.get(effect)
              + "' is no effect by "
              + group
              + " in this fit: no row has its level, or the level became the reference.");
    }
    return column(effect);
  }
}
