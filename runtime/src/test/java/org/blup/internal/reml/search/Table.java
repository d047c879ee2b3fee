package org.blup.internal.reml.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.reml.equations.Rows;

/** A file of the test resources, its columns by name. */
record Table(List<String> names, List<String[]> lines) {

  static Table read(String file) {
    try (InputStream stream = Table.class.getResourceAsStream("/minima/" + file)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      List<String[]> lines = text.lines().map(line -> line.split(",")).toList();
      return new Table(List.of(lines.get(0)), lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> column(String name) {
    return lines.stream().map(line -> line[names.indexOf(name)]).toList();
  }

  double[] ones() {
    return Rows.constant(lines.size());
  }

  double[] numbers(String name) {
    return column(name).stream().mapToDouble(Double::parseDouble).toArray();
  }

  int[] integers(String name) {
    return column(name).stream().mapToInt(Integer::parseInt).toArray();
  }

  int[] levels(String name) {
    List<String> sorted = column(name).stream().distinct().sorted().toList();
    return column(name).stream().mapToInt(sorted::indexOf).toArray();
  }

  /** The rows of each subject, which stand together. */
  List<int[]> subjects() {
    int[] subject = integers("subject");
    return IntStream.rangeClosed(0, Arrays.stream(subject).max().orElseThrow())
        .mapToObj(s -> IntStream.range(0, subject.length).filter(i -> subject[i] == s).toArray())
        .toList();
  }
}
