package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.blup.design.DesignMatrices;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.BasisColumns;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.TermCoding;
import org.blup.internal.design.moments.BasisMoments;
import org.blup.internal.design.pass.RowIntake;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.pass.RowStore;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/** The columns of X and Z, and y, of rows that were kept until all levels were known. */
public final class MatrixColumns {

  /** Where the elements of a matrix that are not zero go. */
  @FunctionalInterface
  private interface Elements {
    void add(int row, int column, double value);
  }

  /** The columns of Z that one term has in one row: its effects' values at its group's level. */
  private record Effects(GroupLevels group, List<TermCoding> codings, int size, int start) {}

  private final String model;
  private final RowStore rows;
  private final int[][] positions;
  private final BasisColumns responseMap;
  private final List<TermCoding> fixed;
  private final List<Effects> random;

  /** The row that is read. */
  private final int[] rowPositions;

  private final double[] rowNumbers;

  /**
   * Builds the matrices in one pass over the rows; of each row only its numbers and levels are kept
   * until the levels are known.
   *
   * @param omitMissing leave rows with a missing value out, or fail on them
   * @throws BlupException if there are no rows, a value is missing or invalid, or a matrix would
   *     have more elements than an array can
   */
  public static <R> DesignMatrices matrices(
      ModelStructure structure,
      RowReader<R> reader,
      Iterable<? extends R> rows,
      boolean omitMissing) {
    RowIntake<R> intake = new RowIntake<>(structure, reader);
    RowStore kept = new RowStore(structure);
    for (R row : rows) {
      if (intake.read(row)) {
        kept.add(intake.design());
      }
    }
    if (!omitMissing) {
      intake.failOnMissing();
    }
    DataChecks checks = new DataChecks(structure, intake.rows(), intake.omitted());
    checks.anyRows();
    MatrixColumns columns = new MatrixColumns(structure, kept, checks);
    return new DesignMatrices(
        columns.fixedMatrix(),
        columns.randomMatrix(),
        columns.response(),
        columns.fixedNames(),
        columns.randomNames());
  }

  private MatrixColumns(ModelStructure structure, RowStore rows, DataChecks checks) {
    this.rows = rows;
    model = structure.name();
    List<FactorLevels> factors = rows.levels();
    checks.factors(factors);
    positions =
        IntStream.range(0, factors.size())
            .mapToObj(factor -> rows.positions(factor, factors.get(factor)))
            .toArray(int[][]::new);
    double[] shift = new double[structure.responseVariable() + 1];
    BasisMoments moments = moments(structure, shift);
    DesignVariables variables =
        new DesignVariables(structure, factors, moments.columns(shift, checks));
    responseMap = moments.response(shift, checks);
    fixed = structure.fixed().stream().map(variables::coding).toList();
    random = effects(variables);
    rowPositions = new int[positions.length];
    rowNumbers = new double[structure.numbers().size()];
  }

  /**
   * The sums of powers of what bases are made of, about the means, which are put into the shift.
   */
  private BasisMoments moments(ModelStructure structure, double[] shift) {
    double[][] centred = new double[shift.length][];
    for (int v = 0; v < shift.length; v++) {
      int number = v;
      IntToDoubleFunction value =
          number < structure.numbers().size() ? r -> rows.number(number, r) : rows::response;
      double mean = all(value).sum() / rows.size();
      shift[v] = mean;
      centred[v] = all(value).map(x -> x - mean).toArray();
    }
    BasisMoments moments = new BasisMoments(structure);
    moments.add(moments.powers(centred, rows.size()));
    return moments;
  }

  private DoubleStream all(IntToDoubleFunction value) {
    return IntStream.range(0, rows.size()).mapToDouble(value);
  }

  private List<Effects> effects(DesignVariables variables) {
    List<Effects> all = new ArrayList<>();
    int start = 0;
    for (RandomTerm term : variables.structure().random()) {
      GroupLevels group = group(term, variables);
      List<TermCoding> codings = term.effects().stream().map(variables::coding).toList();
      int size = codings.stream().mapToInt(TermCoding::columns).sum();
      all.add(new Effects(group, codings, size, start));
      start += group.size() * size;
    }
    return all;
  }

  private GroupLevels group(RandomTerm term, DesignVariables variables) {
    List<String> factors = variables.structure().factors();
    int[] indices = term.group().stream().mapToInt(factors::indexOf).toArray();
    int[][] observed =
        Arrays.stream(indices).mapToObj(factor -> positions[factor]).toArray(int[][]::new);
    FactorLevels[] own =
        Arrays.stream(indices).mapToObj(variables.factors()::get).toArray(FactorLevels[]::new);
    return new GroupLevels(term.grouping(), indices, own, observed);
  }

  /** R's names of the columns of X. */
  List<String> fixedNames() {
    return fixed.stream().flatMap(term -> term.names().stream()).toList();
  }

  /** X. */
  DMatrixRMaj fixedMatrix() {
    int columns = fixed.stream().mapToInt(TermCoding::columns).sum();
    checkSize((long) rows.size() * columns, "X");
    DMatrixRMaj x = new DMatrixRMaj(rows.size(), columns);
    for (int r = 0; r < rows.size(); r++) {
      read(r);
      int row = r;
      int start = 0;
      for (TermCoding term : fixed) {
        write(term, start, (column, value) -> x.set(row, column, value));
        start += term.columns();
      }
    }
    return x;
  }

  /** y as the model has it. */
  DMatrixRMaj response() {
    double[] y = all(rows::response).map(value -> responseMap.value(0, value)).toArray();
    return new DMatrixRMaj(y.length, 1, true, y);
  }

  /** The names of the columns of Z. */
  List<String> randomNames() {
    List<String> names = new ArrayList<>();
    for (Effects term : random) {
      List<String> columns =
          term.codings().stream().flatMap(coding -> coding.names().stream()).toList();
      for (String level : term.group().levels()) {
        columns.forEach(column -> names.add(column + "|" + level));
      }
    }
    return names;
  }

  /** Z: rows are written in ascending order into every column, twice: to count, and to fill. */
  DMatrixSparseCSC randomMatrix() {
    int columns = random.stream().mapToInt(e -> e.group().size() * e.size()).sum();
    long[] counts = new long[columns + 1];
    forEachEffect((row, column, value) -> counts[column + 1]++);
    for (int c = 0; c < columns; c++) {
      counts[c + 1] += counts[c];
    }
    checkSize(counts[columns], "Z");
    DMatrixSparseCSC z = new DMatrixSparseCSC(rows.size(), columns, (int) counts[columns]);
    z.nz_length = (int) counts[columns];
    for (int c = 0; c <= columns; c++) {
      z.col_idx[c] = (int) counts[c];
    }
    int[] next = Arrays.copyOf(z.col_idx, columns);
    forEachEffect(
        (row, column, value) -> {
          z.nz_rows[next[column]] = row;
          z.nz_values[next[column]++] = value;
        });
    z.indicesSorted = true;
    return z;
  }

  private void forEachEffect(Elements elements) {
    for (int r = 0; r < rows.size(); r++) {
      read(r);
      int row = r;
      for (Effects term : random) {
        int start = term.start() + term.group().indexAt(rowPositions) * term.size();
        for (TermCoding coding : term.codings()) {
          write(coding, start, (column, value) -> elements.add(row, column, value));
          start += coding.columns();
        }
      }
    }
  }

  private void read(int row) {
    for (int f = 0; f < rowPositions.length; f++) {
      rowPositions[f] = positions[f][row];
    }
    for (int i = 0; i < rowNumbers.length; i++) {
      rowNumbers[i] = rows.number(i, row);
    }
  }

  private void write(TermCoding term, int start, TermCoding.ColumnTarget target) {
    term.evaluate(rowPositions, rowNumbers, start, target);
  }

  private void checkSize(long elements, String matrix) {
    if (elements > Integer.MAX_VALUE - 8) {
      throw new BlupException(
          model
              + ": "
              + matrix
              + " would have "
              + elements
              + " elements, more than an array can hold. Fit the model without its matrices");
    }
  }
}
