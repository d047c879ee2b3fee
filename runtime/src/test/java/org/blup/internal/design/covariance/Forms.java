package org.blup.internal.design.covariance;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Forms of residual covariances for tests. */
public final class Forms {

  private Forms() {}

  /** A variance for each stratum. */
  public static ByStratum strata(long... rows) {
    return byStratum(
        LongStream.of(rows)
            .mapToObj(count -> (SummedForm) new IndependentRows("", count))
            .toList());
  }

  /** A covariance for each stratum. */
  static ByStratum byStratum(List<SummedForm> parts) {
    List<String> names = IntStream.range(0, parts.size()).mapToObj(s -> "stratum " + s).toList();
    return new ByStratum(names, parts);
  }
}
