package org.blup.inference.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Adjusted p-values against R's {@code p.adjust}: the resources, made by {@code multiplicity.R}.
 */
class PValueAdjustmentTest {

  @Test
  void adjustedPValuesAreRs() {
    List<Map<String, String>> rows = table("p-adjust.csv");
    double[] p = column(rows, "p");
    assertThat(PValueAdjustment.bonferroni(p))
        .containsExactly(column(rows, "bonferroni"), within(1e-14));
    assertThat(PValueAdjustment.holm(p)).containsExactly(column(rows, "holm"), within(1e-14));
    assertThat(PValueAdjustment.hochberg(p))
        .containsExactly(column(rows, "hochberg"), within(1e-14));
    assertThat(PValueAdjustment.benjaminiHochberg(p))
        .containsExactly(column(rows, "bh"), within(1e-14));
  }

  @Test
  void whatIsNoTestIsNotCounted() {
    double[] p = {0.01, Double.NaN, 0.03};

    assertThat(PValueAdjustment.holm(p)).containsExactly(0.02, Double.NaN, 0.03);
    assertThat(PValueAdjustment.bonferroni(p)).containsExactly(0.02, Double.NaN, 0.06);
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(Objects.requireNonNull(row.get(column)));
  }

  private static double[] column(List<Map<String, String>> rows, String column) {
    return rows.stream().mapToDouble(row -> number(row, column)).toArray();
  }

  private static List<Map<String, String>> table(String resource) {
    try (InputStream in = PValueAdjustmentTest.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      String[] names = lines.get(0).split(",");
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",");
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
