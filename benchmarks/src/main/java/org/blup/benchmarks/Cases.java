package org.blup.benchmarks;

import java.util.List;
import java.util.Optional;

/** All cases, in the order of the table. */
final class Cases {

  static final List<Case<?>> ALL =
      List.of(
          Insteval.THREE,
          Insteval.SERVICE_DEPT,
          Kb07.MAXIMAL,
          Kb07.TWENTY,
          Simulated.SLOPES,
          Simulated.CROSSED,
          Star.PARTIALLY_CROSSED,
          Chem97.SLOPES,
          D3.SLOPES,
          Prices.PRICES);

  private Cases() {}

  static Optional<Case<?>> find(String id) {
    return ALL.stream().filter(c -> c.id().equals(id)).findFirst();
  }
}
