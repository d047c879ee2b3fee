package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cross-products of rows that were added and taken away again, whatever the model. */
class SubtractedSumsTest {

  static Stream<StoredCase<?, ?>> cases() {
    return StoredCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void whatWasMergedAndSubtractedIsGone(StoredCase<R, F> each) {
    List<R> rows = each.rows();
    int most = rows.size() * 4 / 5;
    CrossProducts<R> all = sums(each, rows.subList(0, most));
    CrossProducts<R> rest = sums(each, rows.subList(most, rows.size()));
    all.merge(rest).subtract(stored(each, rest));

    assertThat(all.rows() + all.omitted()).isEqualTo(most);
    checkSame(each, stored(each, all), sums(each, rows.subList(0, most)));
  }

  /** The first rows determined the shift, and may have had the largest numbers. */
  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void theOldestRowsMayLeaveAWindow(StoredCase<R, F> each) {
    List<R> rows = each.rows();
    int oldest = rows.size() / 5;
    CrossProducts<R> window = sums(each, rows);
    window.subtract(sums(each, rows.subList(0, oldest)));

    assertThat(window.rows() + window.omitted()).isEqualTo(rows.size() - oldest);
    checkSame(each, window, sums(each, rows.subList(oldest, rows.size())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void allRowsMayBeTakenAwayAndAddedAnew(StoredCase<R, F> each) {
    CrossProducts<R> sums = sums(each, each.rows());
    sums.subtract(sums(each, each.rows()));
    assertThat(sums.rows()).isZero();
    assertThat(sums.omitted()).isZero();
    assertThat(sums.lostDigits()).isZero();
    each.rows().forEach(sums::add);
    assertThat(fit(each, sums).theta()).containsExactly(fit(each, sums(each, each.rows())).theta());
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void rowsThatAreNotThereAreRefused(StoredCase<R, F> each) {
    List<R> rows = each.rows();
    int half = rows.size() / 2;
    CrossProducts<R> sums = sums(each, rows.subList(0, half));
    assertThat(sums.lostDigits()).isZero();
    byte[] before = bytes(sums);
    assertThatThrownBy(() -> sums.subtract(sums(each, rows.subList(half, rows.size()))))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("the rows to subtract are not among these: ");
    assertThat(Arrays.equals(bytes(sums), before)).isTrue();
  }

  private static <R, F extends MixedFit<R>> void checkSame(
      StoredCase<R, F> each, CrossProducts<R> left, CrossProducts<R> fresh) {
    assertThat(left.rows()).isEqualTo(fresh.rows());
    assertThat(left.omitted()).isEqualTo(fresh.omitted());
    F expected;
    try {
      expected = fit(each, fresh);
    } catch (BlupException unfit) {
      assertThatThrownBy(() -> fit(each, left)).isInstanceOf(unfit.getClass());
      return;
    }
    assertThat(left.lostDigits()).isBetween(0.0, 3.0);
    F fit = fit(each, left);
    assertThat(fit.rows()).isEqualTo(expected.rows());
    assertThat(fit.criterion()).isCloseTo(expected.criterion(), within(1e-6));
    assertThat(fit.sigma()).isCloseTo(expected.sigma(), within(1e-5 * expected.sigma()));
    for (int i = 0; i < expected.coefficients().size(); i++) {
      double tolerance = 1e-4 * expected.coefficients().get(i).standardError();
      assertThat(fit.coefficients().get(i).name()).isEqualTo(expected.coefficients().get(i).name());
      assertThat(fit.coefficients().get(i).estimate())
          .isCloseTo(expected.coefficients().get(i).estimate(), within(tolerance));
    }
  }

  private static <R, F extends MixedFit<R>> F fit(StoredCase<R, F> each, CrossProducts<R> sums) {
    return each.model().fitting().missing(MissingValues.OMIT).fit(sums);
  }

  private static <R> CrossProducts<R> sums(StoredCase<R, ?> each, List<R> rows) {
    CrossProducts<R> sums = each.model().crossProducts();
    rows.forEach(sums::add);
    return sums;
  }

  private static <R> CrossProducts<R> stored(StoredCase<R, ?> each, CrossProducts<R> sums) {
    return each.model().readCrossProducts(new ByteArrayInputStream(bytes(sums)));
  }

  private static byte[] bytes(CrossProducts<?> sums) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sums.writeTo(out);
    return out.toByteArray();
  }
}
