package org.blup.internal.plots.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param values where ticks stand
 * @param labels what is written there
 */
record Ticks(List<Double> values, List<String> labels) {

  private static final int[] STEPS = {1, 2, 5};
  private static final int MOST = 100;

  Ticks {
    values = List.copyOf(values);
    labels = List.copyOf(labels);
  }

  /**
   * About a number of ticks within a range: no more, but for a few where there would be one alone,
   * which tells no scale.
   */
  static Ticks within(double low, double high, int most) {
    double rough = (high - low) / Math.max(1, most);
    int exponent = (int) Math.floor(Math.log10(rough));
    Ticks finer = multiples(low, high, 1, exponent);
    for (int more = 0; more < 2; more++) {
      for (int step : STEPS) {
        Ticks ticks = multiples(low, high, step, exponent + more);
        if (ticks.values.size() <= Math.max(2, most)) {
          return most > 1 && ticks.values.size() < 2 ? finer : ticks;
        }
        finer = ticks;
      }
    }
    return multiples(low, high, 1, exponent + 2);
  }

  private static Ticks multiples(double low, double high, int step, int exponent) {
    BigDecimal size = BigDecimal.valueOf(step).scaleByPowerOfTen(exponent);
    double width = size.doubleValue();
    double slack = 1e-9 * (high - low);
    double first = Math.ceil((low - slack) / width);
    double last = Math.floor((high + slack) / width);
    List<Double> values = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    boolean isScientific = isScientific(low, high, width);
    for (double i = first; i <= last && values.size() < MOST; i++) {
      BigDecimal value = size.multiply(new BigDecimal(i));
      values.add(value.doubleValue());
      labels.add(label(value, exponent, isScientific));
    }
    return new Ticks(values, labels);
  }

  private static boolean isScientific(double low, double high, double step) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    return largest >= 1e7 && step >= 1e3 || largest < 1e-3;
  }

  private static String label(BigDecimal value, int exponent, boolean isScientific) {
    if (value.signum() == 0) {
      return "0";
    }
    String digits;
    if (isScientific) {
      BigDecimal size = value.abs().stripTrailingZeros();
      int power = size.precision() - size.scale() - 1;
      digits = size.scaleByPowerOfTen(-power).toPlainString() + "e" + power;
    } else {
      digits = value.abs().setScale(Math.max(0, -exponent)).toPlainString();
    }
    return (value.signum() < 0 ? "−" : "") + digits;
  }
}
