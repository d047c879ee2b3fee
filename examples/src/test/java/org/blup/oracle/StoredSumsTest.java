package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.blup.design.CrossProducts;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cross-products that were written and read back, whatever the model. */
class StoredSumsTest {

  static Stream<StoredCase<?, ?>> cases() {
    return StoredCase.all();
  }

  /** Two cross-products that write the same bytes are the same in every number they hold. */
  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void theDetourOverAFileChangesNoBit(StoredCase<R, F> each) {
    List<R> rows = each.rows();
    int third = rows.size() / 3;
    CrossProducts<R> live = sums(each, rows.subList(0, third));
    CrossProducts<R> read = read(each, bytes(live));
    assertThat(read.rows()).isEqualTo(live.rows());
    assertThat(read.omitted()).isEqualTo(live.omitted());
    assertThat(bytes(read)).isEqualTo(bytes(live));

    rows.subList(third, 2 * third).forEach(live::add);
    rows.subList(third, 2 * third).forEach(read::add);
    assertThat(bytes(read)).isEqualTo(bytes(live));

    CrossProducts<R> rest = sums(each, rows.subList(2 * third, rows.size()));
    CrossProducts<R> storedRest = read(each, bytes(rest));
    live.merge(rest);
    read.merge(storedRest);
    assertThat(bytes(read)).isEqualTo(bytes(live));
    CrossProducts<R> readAgain = read(each, bytes(live));
    assertThat(fit(each, readAgain).theta()).containsExactly(fit(each, live).theta());
    assertThat(fit(each, readAgain)).hasToString(fit(each, live).toString());
  }

  private static <R, F extends MixedFit<R>> F fit(StoredCase<R, F> each, CrossProducts<R> sums) {
    return each.model().fitting().missing(MissingValues.OMIT).fit(sums);
  }

  private static <R> CrossProducts<R> sums(StoredCase<R, ?> each, List<R> rows) {
    CrossProducts<R> sums = each.model().crossProducts();
    rows.forEach(sums::add);
    return sums;
  }

  private static byte[] bytes(CrossProducts<?> sums) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sums.writeTo(out);
    return out.toByteArray();
  }

  private static <R> CrossProducts<R> read(StoredCase<R, ?> each, byte[] bytes) {
    return each.model().readCrossProducts(new ByteArrayInputStream(bytes));
  }
}
