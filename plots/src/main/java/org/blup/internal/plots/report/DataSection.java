package org.blup.internal.plots.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.ModelFrame;

/** What the rows hold. */
final class DataSection {

  private DataSection() {}

  static void write(MixedFit<?> fit, ModelFrame frame, Html page) {
    page.paragraph(
        Figures.count(frame.rows())
            + " rows were given"
            + (fit.omitted() > 0
                ? "; left out because a value was missing: " + Figures.count(fit.omitted()) + "."
                : ", none with a missing value."));
    List<List<String>> numbers = new ArrayList<>();
    numbers.add(number(frame.response() + " (response)", frame, frame::response));
    for (String name : frame.numbers()) {
      numbers.add(number(name, frame, row -> frame.number(name, row)));
    }
    page.table(
        "Numbers",
        List.of("Variable", "Mean", "Std. deviation", "Least", "Largest", "Missing"),
        numbers);
    List<List<String>> factors =
        Stream.concat(frame.factors().stream(), frame.groups().stream())
            .distinct()
            .map(name -> factor(name, frame))
            .toList();
    if (!factors.isEmpty()) {
      page.table(
          "Factors", List.of("Factor", "Levels", "Fewest rows", "Most rows", "Missing"), factors);
    }
  }

  private static List<String> number(String name, ModelFrame frame, IntToDoubleFunction value) {
    double[] values = IntStream.range(0, frame.rows()).mapToDouble(value).toArray();
    double[] known = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    Moments moments = Moments.of(values);
    boolean isEmpty = known.length == 0;
    return List.of(
        name,
        Figures.of(moments.mean()),
        Figures.of(moments.deviation()),
        isEmpty ? "" : Figures.given(known[0]),
        isEmpty ? "" : Figures.given(known[known.length - 1]),
        Figures.count(values.length - known.length));
  }

  private static List<String> factor(String name, ModelFrame frame) {
    Map<String, Integer> counts = new HashMap<>();
    int missing = 0;
    for (int row = 0; row < frame.rows(); row++) {
      Optional<String> level = frame.level(name, row);
      level.ifPresent(known -> counts.merge(known, 1, Integer::sum));
      missing += level.isEmpty() ? 1 : 0;
    }
    return List.of(
        name,
        Figures.count(counts.size()),
        Figures.count(counts.values().stream().min(Integer::compare).orElse(0)),
        Figures.count(counts.values().stream().max(Integer::compare).orElse(0)),
        Figures.count(missing));
  }
}
