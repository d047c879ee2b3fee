package org.blup.processor.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code tools/formulas.R} wrote: data sets, and what R makes of formulas about them.
 *
 * @param data the data sets by name
 * @param cases the formulas
 */
record RAnswers(Map<String, RData> data, List<RCase> cases) {

  /**
   * A data set.
   *
   * @param kinds for each column its name and Java type: {@code x:double}
   * @param rows the cells as text
   */
  record RData(List<String> kinds, List<List<String>> rows) {}

  /**
   * A formula with its matrices.
   *
   * @param x row by row
   * @param z by the name of the column, {@code effect|level}
   */
  record RCase(
      String data,
      String formula,
      List<String> xNames,
      List<double[]> x,
      Map<String, double[]> z,
      double[] y) {}

  static RAnswers read(BufferedReader reader) {
    try {
      Map<String, RData> data = new LinkedHashMap<>();
      List<RCase> cases = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        List<String> words = words(line);
        if (words.get(0).equals("data")) {
          data.put(words.get(1), data(words, reader));
        } else {
          int rows = data.get(words.get(1)).rows().size();
          cases.add(matrices(words, rows, reader));
        }
      }
      return new RAnswers(data, cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RData data(List<String> header, BufferedReader reader) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < Integer.parseInt(header.get(2)); row++) {
      rows.add(words(reader.readLine()));
    }
    return new RData(List.of(header.get(3).split(" ")), rows);
  }

  private static RCase matrices(List<String> header, int rows, BufferedReader reader)
      throws IOException {
    List<String> xNames = namesBehind("x", reader);
    List<double[]> x = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      x.add(numbers(words(reader.readLine())));
    }
    Map<String, double[]> z = new LinkedHashMap<>();
    for (String name : namesBehind("z", reader)) {
      z.put(name, column(reader.readLine(), rows));
    }
    double[] y = numbers(namesBehind("y", reader));
    return new RCase(header.get(1), header.get(2), xNames, x, z, y);
  }

  private static double[] column(String line, int rows) {
    double[] column = new double[rows];
    for (String entry : words(line)) {
      if (entry.length() > 1) {
        String[] parts = entry.split(":");
        column[Integer.parseInt(parts[0])] = Double.parseDouble(parts[1]);
      }
    }
    return column;
  }

  private static List<String> namesBehind(String tag, BufferedReader reader) throws IOException {
    List<String> words = words(reader.readLine());
    if (!words.get(0).equals(tag)) {
      throw new IllegalStateException("expected " + tag + ", found " + words);
    }
    return words.subList(1, words.size());
  }

  private static List<String> words(String line) {
    return List.of(line.split("\t"));
  }

  private static double[] numbers(List<String> words) {
    return words.stream().mapToDouble(Double::parseDouble).toArray();
  }
}
