package org.blup.internal.design.pass;

import org.blup.internal.design.structure.ModelStructure;

/** A row of numbers and string levels, for structures that tests make up. */
public record TestRow(double y, double weight, double offset, double[] numbers, String[] levels) {

  public static void read(TestRow row, DesignRow out) {
    out.response(row.y);
    out.weight(row.weight);
    out.offset(row.offset);
    for (int i = 0; i < row.numbers.length; i++) {
      out.number(i, row.numbers[i]);
    }
    for (int f = 0; f < row.levels.length; f++) {
      out.level(f, row.levels[f]);
    }
  }

  public static RowAccumulator<TestRow> sum(ModelStructure structure, Iterable<TestRow> rows) {
    RowAccumulator<TestRow> sums = new RowAccumulator<>(structure, TestRow::read);
    rows.forEach(sums::add);
    return sums;
  }
}
