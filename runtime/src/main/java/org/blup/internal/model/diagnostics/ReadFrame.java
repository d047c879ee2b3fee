package org.blup.internal.model.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.pass.Rows;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.NearestName;
import org.blup.model.diagnostics.ModelFrame;
import org.jspecify.annotations.Nullable;

/** The values of rows that were read: numbers, and positions of levels. */
public final class ReadFrame implements ModelFrame {

  /** A factor or a group. */
  private record LevelColumn(List<String> names, int[] positions) {}

  private final ModelStructure structure;
  private final List<String> groups;
  private final double[] response;
  private final Map<String, double[]> numbers = new LinkedHashMap<>();
  private final Map<String, LevelColumn> levels = new LinkedHashMap<>();

  /** For each group what its effects are multiplied by, by their names. */
  private final Map<String, Map<String, double[]>> effects = new LinkedHashMap<>();

  private ReadFrame(ObservedDesign design, double[] response, List<double[]> numbers) {
    structure = design.structure();
    this.response = response;
    groups = IntStream.range(0, design.groups()).mapToObj(g -> design.group(g).label()).toList();
    for (int i = 0; i < structure.numbers().size(); i++) {
      this.numbers.put(structure.numbers().get(i), numbers.get(i));
    }
  }

  /**
   * Reads rows.
   *
   * @param response the left-hand side of a row
   */
  public static <R> ReadFrame of(
      ObservedDesign design,
      RowReader<R> model,
      ToDoubleFunction<R> response,
      Iterable<? extends R> rows) {
    WorkingRows<R> reader = new WorkingRows<>(design, model);
    ModelStructure structure = design.structure();
    int factors = structure.factors().size();
    Growing left = new Growing();
    List<Growing> numbers = columns(structure.numbers().size());
    List<Growing> positions = columns(factors + design.groups());
    List<EquationPattern.Term> terms = design.equations().terms();
    List<List<Growing>> effects = terms.stream().map(term -> columns(term.size())).toList();
    for (R row : Rows.checked(rows)) {
      if (row == null) {
        throw new BlupException("Row " + left.size() + " is null: leave it out.");
      }
      reader.read(row);
      left.add(response.applyAsDouble(row));
      for (int i = 0; i < numbers.size(); i++) {
        numbers.get(i).add(reader.number(i));
      }
      for (int f = 0; f < factors; f++) {
        positions.get(f).add(reader.position(f));
      }
      for (int g = 0; g < design.groups(); g++) {
        positions.get(factors + g).add(reader.level(g));
      }
      for (int t = 0; t < effects.size(); t++) {
        double[] values = reader.effects(t);
        for (int e = 0; e < values.length; e++) {
          effects.get(t).get(e).add(values[e]);
        }
      }
    }
    ReadFrame frame =
        new ReadFrame(design, left.values(), numbers.stream().map(Growing::values).toList());
    for (int f = 0; f < factors; f++) {
      FactorLevels names = design.factor(f);
      frame.add(names.label(), names.labels(), positions.get(f));
    }
    for (int g = 0; g < design.groups(); g++) {
      GroupLevels names = design.group(g);
      frame.add(names.label(), names.levels(), positions.get(factors + g));
    }
    for (int t = 0; t < effects.size(); t++) {
      Map<String, double[]> ofGroup =
          frame.effects.computeIfAbsent(
              design.group(terms.get(t).group()).label(), group -> new LinkedHashMap<>());
      for (int e = 0; e < effects.get(t).size(); e++) {
        ofGroup.put(design.effectNames(t).get(e), effects.get(t).get(e).values());
      }
    }
    return frame;
  }

  private static List<Growing> columns(int count) {
    return Stream.generate(Growing::new).limit(count).toList();
  }

  private void add(String name, List<String> names, Growing positions) {
    int[] whole = Arrays.stream(positions.values()).mapToInt(position -> (int) position).toArray();
    levels.putIfAbsent(name, new LevelColumn(names, whole));
  }

  @Override
  public int rows() {
    return response.length;
  }

  @Override
  public String response() {
    return structure.response();
  }

  @Override
  public List<String> numbers() {
    return structure.numbers();
  }

  @Override
  public List<String> factors() {
    return structure.factors();
  }

  @Override
  public List<String> groups() {
    return groups;
  }

  @Override
  public double response(int row) {
    return response[row];
  }

  @Override
  public double number(String name, int row) {
    double[] column = named(numbers, name);
    if (column == null) {
      throw unknown("number", name, numbers.keySet());
    }
    return column[row];
  }

  @Override
  public Optional<String> level(String name, int row) {
    LevelColumn column = named(levels, name);
    if (column == null) {
      throw unknown("factor", name, levels.keySet());
    }
    int position = column.positions()[row];
    return position < 0 ? Optional.empty() : Optional.of(column.names().get(position));
  }

  @Override
  public double effect(String group, String name, int row) {
    Map<String, double[]> ofGroup = named(effects, group);
    if (ofGroup == null) {
      throw unknown("grouping factor", group, effects.keySet());
    }
    double[] column = named(ofGroup, name);
    if (column == null) {
      throw unknown("effect of " + group, name, ofGroup.keySet());
    }
    return column[row];
  }

  /** What is no identifier may be named as the formula does, in backticks, or as the file does. */
  private static <V> @Nullable V named(Map<String, V> columns, String name) {
    V column = columns.get(name);
    return column == null ? columns.get('`' + name + '`') : column;
  }

  private BlupException unknown(String kind, String name, Iterable<String> known) {
    List<String> names = new ArrayList<>();
    known.forEach(names::add);
    return new BlupException(
        "'"
            + name
            + "' is no "
            + kind
            + " of "
            + structure.name()
            + ". "
            + NearestName.advice(name, names));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Digits.count(rows())).append(" rows\n");
    text.append(response()).append(": ").append(range(response)).append('\n');
    numbers.forEach(
        (name, values) -> text.append(name).append(": ").append(range(values)).append('\n'));
    levels.forEach(
        (name, column) ->
            text.append(name)
                .append(": ")
                .append(Arrays.stream(column.positions()).filter(p -> p >= 0).distinct().count())
                .append(" levels\n"));
    return text.toString();
  }

  private static String range(double[] values) {
    double[] known = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    return known.length == 0
        ? "all missing"
        : Digits.given(known[0]) + " to " + Digits.given(known[known.length - 1]);
  }

  /** Numbers whose count is not known before. */
  private static final class Growing {

    private double[] values = new double[16];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int size() {
      return size;
    }

    double[] values() {
      return Arrays.copyOf(values, size);
    }
  }
}
