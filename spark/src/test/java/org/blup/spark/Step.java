package org.blup.spark;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;

/** A row of a series: residuals of one subject follow each other. */
@MixedModel("level ~ day + residual(ar1(day | subject))")
record Step(double level, int day, String subject) {

  static List<Step> some() {
    Random random = new Random(1129);
    double[] before = new double[20];
    return IntStream.range(0, 20 * 12)
        .mapToObj(
            i -> {
              int subject = i % 20;
              before[subject] = 0.6 * before[subject] + random.nextGaussian();
              int day = i / 20;
              return new Step(10 + 0.3 * day + before[subject], day, "s" + subject);
            })
        .toList();
  }
}
