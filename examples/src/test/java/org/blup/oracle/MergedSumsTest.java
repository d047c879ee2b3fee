package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.blup.design.CrossProducts;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts merged in any grouping are fitted as all rows, whatever covaries. */
class MergedSumsTest {

  private static final int PARTS = 6;

  static Stream<StoredCase<?, ?>> cases() {
    return StoredCase.all();
  }

  /** A subject's rows are spread over the parts, and those of the parts come in another order. */
  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void anyGroupingIsFittedAsAllRows(StoredCase<R, F> each) {
    Random random = new Random(each.id().hashCode());
    List<CrossProducts<R>> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      parts.add(each.model().crossProducts());
    }
    each.rows().forEach(row -> parts.get(random.nextInt(PARTS)).add(row));
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      CrossProducts<R> other = parts.remove(0);
      parts.get(0).merge(other);
    }
    CrossProducts<R> whole = each.model().crossProducts();
    whole.addAll(each.rows());

    F merged = fit(each, parts.get(0));
    F expected = fit(each, whole);
    assertThat(merged.rows()).isEqualTo(expected.rows());
    double criterion = Math.max(1, Math.abs(expected.criterion()));
    assertThat(merged.criterion()).isCloseTo(expected.criterion(), within(1e-10 * criterion));
    for (int i = 0; i < expected.coefficients().size(); i++) {
      double tolerance = 1e-5 * expected.coefficients().get(i).standardError();
      assertThat(merged.coefficients().get(i).estimate())
          .isCloseTo(expected.coefficients().get(i).estimate(), within(tolerance));
    }
  }

  private static <R, F extends MixedFit<R>> F fit(StoredCase<R, F> each, CrossProducts<R> sums) {
    return each.model().fitting().missing(MissingValues.OMIT).fit(sums);
  }
}
