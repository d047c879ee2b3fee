package org.blup.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.blup.internal.design.assembly.LevelAssembly;
import org.blup.internal.design.equations.LevelFunction;

/** The modes of the levels of a group in a part, a row for each level and effect. */
final class ModeRows<R> implements Function2<Integer, Iterator<byte[]>, Iterator<Row>> {

  private static final long serialVersionUID = 1L;

  private final LevelTask.Reading<R> reading;
  private final int group;
  private final LevelFunction modes;
  private final ArrayList<String> effects;

  ModeRows(LevelTask.Reading<R> reading, int group, LevelFunction modes, List<String> effects) {
    this.reading = reading;
    this.group = group;
    this.modes = modes;
    this.effects = new ArrayList<>(effects);
  }

  @Override
  public Iterator<Row> call(Integer part, Iterator<byte[]> results) {
    return reading
        .sums(part, results)
        .map(sums -> reading.work(part, sums).within(() -> rows(reading.levels(sums))))
        .orElse(Collections.emptyIterator());
  }

  private Iterator<Row> rows(LevelAssembly.Part part) {
    double[] all = modes.of(part.products());
    int k = effects.size();
    return IntStream.range(0, part.products().levels(group) * k)
        .mapToObj(
            i -> {
              int level = i / k;
              int effect = i % k;
              String[] words = part.names().get(group).words(level);
              Object[] row = Arrays.copyOf(words, words.length + 3, Object[].class);
              row[words.length] = effects.get(effect);
              row[words.length + 1] = all[2 * k * level + effect];
              row[words.length + 2] = all[2 * k * level + k + effect];
              return RowFactory.create(row);
            })
        .iterator();
  }
}
