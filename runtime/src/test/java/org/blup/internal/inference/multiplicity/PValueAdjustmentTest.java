package org.blup.internal.inference.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.blup.internal.inference.ReferenceTable;
import org.junit.jupiter.api.Test;

/**
 * Adjusted p-values against R's {@code p.adjust}: the resources, made by {@code multiplicity.R}.
 */
class PValueAdjustmentTest {

  @Test
  void adjustedPValuesAreRs() {
    List<Map<String, String>> rows = ReferenceTable.read("multiplicity/p-adjust.csv");
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

  private static double[] column(List<Map<String, String>> rows, String column) {
    return rows.stream().mapToDouble(row -> ReferenceTable.number(row, column)).toArray();
  }
}
