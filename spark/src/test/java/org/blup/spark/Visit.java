package org.blup.spark;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.blup.Column;
import org.blup.MixedModel;
import org.blup.Weight;

/**
 * A row with most types of components: numbers far from zero, factors, crossed groups, weights, and
 * missing values.
 */
@MixedModel("score ~ year * `study arm` + treated + (1 | clinic) + (year | patient)")
record Visit(
    double score,
    int year,
    @Column("study arm") Arm arm,
    Boolean treated,
    long clinic,
    String patient,
    @Weight float precision,
    LocalDate day,
    UUID id,
    Double age) {

  static final String SCHEMA =
      "score double, year int, `study arm` string, treated boolean, clinic bigint, patient string,"
          + " precision float, day date, id string, age double";

  enum Arm {
    PLACEBO,
    LOW_DOSE,
    HIGH_DOSE
  }

  /** Visits to 7 clinics of 60 patients, of whom some come often. */
  static List<Visit> some(int count, boolean withMissing) {
    Random random = new Random(20261129);
    double[] clinics = random.doubles(7, -2, 2).toArray();
    double[] patients = random.doubles(60, -3, 3).toArray();
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int patient = (int) (60 * Math.pow(random.nextDouble(), 3));
              int clinic = random.nextInt(7);
              int year = 1995 + random.nextInt(12);
              Arm arm = Arm.values()[patient % 3];
              boolean treated = random.nextInt(3) == 0;
              double score =
                  40
                      + clinics[clinic]
                      + patients[patient]
                      + (0.4 + patients[patient] / 20) * (year - 2000)
                      + arm.ordinal()
                      + (treated ? 1.5 : 0)
                      + random.nextGaussian();
              boolean isMissing = withMissing && random.nextInt(40) == 0;
              return new Visit(
                  isMissing && random.nextBoolean() ? Double.NaN : score,
                  year,
                  arm,
                  isMissing ? null : treated,
                  clinic,
                  "p" + patient,
                  1 + random.nextInt(4),
                  LocalDate.of(year, 1 + random.nextInt(12), 3),
                  new UUID(random.nextLong(), random.nextLong()),
                  random.nextInt(4) == 0 ? null : 20 + 60 * random.nextDouble());
            })
        .toList();
  }
}
