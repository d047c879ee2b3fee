package org.blup.internal.reml.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.LevelPrecision;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;
import org.blup.internal.linalg.FactorTooLargeException;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.ordering.BlockPattern;
import org.junit.jupiter.api.Test;

/** Whether a model fits into memory is known from its pattern alone. */
class MemoryNeedTest {

  private static final long GIGABYTE = 1 << 30;

  private static final NormalEquations EQUATIONS =
      new NormalEquations(
          new EquationPattern(1, List.of(), List.of(), List.of()),
          new ResidualModel(9, 0),
          new double[4],
          List.of(),
          List.of(),
          List.of());

  /** Nodes that all meet each other. */
  private static SymbolicFactor dense(int nodes, int size) {
    return dense(nodes, size, 2);
  }

  private static SymbolicFactor dense(int nodes, int size, int border) {
    int[] sizes = new int[nodes];
    Arrays.fill(sizes, size);
    return SymbolicFactor.of(
        BlockPattern.of(
            sizes,
            border,
            pairs -> {
              for (int i = 0; i < nodes; i++) {
                for (int j = 0; j < i; j++) {
                  pairs.accept(i, j);
                }
              }
            }));
  }

  @Test
  void denseTailThatDoesNotFitIsRefusedWithTheEstimate() {
    SymbolicFactor symbolic = dense(500, 100);
    assertThat(symbolic.unknowns()).isEqualTo(50_000);
    // two triangles of 50,000² / 2 numbers of 8 bytes, 18.6 GB, and work space of 0.1 GB
    assertThatThrownBy(() -> MemoryNeed.check(EQUATIONS, symbolic, 2, 4 * GIGABYTE))
        .isInstanceOfSatisfying(
            ModelTooLargeException.class,
            e ->
                assertThat(e.of("Sleep").bytesNeeded().orElseThrow() / GIGABYTE)
                    .isCloseTo(18.74, within(0.005)))
        .hasMessageContaining("18.74 GB")
        .hasMessageContaining("4.00 GB of");
    assertThatCode(() -> MemoryNeed.check(EQUATIONS, symbolic, 2, 20 * GIGABYTE))
        .doesNotThrowAnyException();
  }

  @Test
  void factorThatNoArrayHoldsIsRefusedWithTheEstimate() {
    // two triangles of 80,000² / 2 numbers of 8 bytes, and the diagonal blocks' other halves
    assertThatThrownBy(() -> dense(800, 100))
        .isInstanceOfSatisfying(
            FactorTooLargeException.class,
            e -> assertThat(MemoryNeed.refuse(e)).hasMessageContaining("47.75 GB"));
  }

  @Test
  void smallModelsFit() {
    assertThatCode(() -> MemoryNeed.check(EQUATIONS, dense(20, 3), 5)).doesNotThrowAnyException();
  }

  @Test
  void productsOfEffectsAreCountedOnlyWhereTheyAreMade() {
    int most = EffectProducts.MOST_EFFECTS;
    int border = 200;
    SymbolicFactor symbolic = dense(2, most, border);
    // 1 + 40² squares of 200² numbers of 8 bytes are 489 MB, four of them 1.2
    long between = 100 << 20;
    NormalEquations made = withGroup(new EquationPattern.Group(2, most), border);
    assertThatThrownBy(() -> MemoryNeed.check(made, symbolic, 2, between))
        .isInstanceOfSatisfying(
            ModelTooLargeException.class,
            e ->
                assertThat(e.of("Sleep").bytesNeeded().orElseThrow())
                    .isGreaterThan(8.0 * 1601 * border * border));
    NormalEquations many = withGroup(new EquationPattern.Group(2, most + 1), border);
    assertThatCode(() -> MemoryNeed.check(many, symbolic, 2, between)).doesNotThrowAnyException();
    LevelPrecision related = LevelPrecision.sparse(new double[] {2, 2}, new double[] {-1});
    NormalEquations covarying = withGroup(new EquationPattern.Group(2, most, related), border);
    assertThatCode(() -> MemoryNeed.check(covarying, symbolic, 2, between))
        .doesNotThrowAnyException();
  }

  private static NormalEquations withGroup(EquationPattern.Group group, int border) {
    int level = group.size() * group.size();
    return new NormalEquations(
        new EquationPattern(border - 1, List.of(group), List.of(), List.of()),
        new ResidualModel(9, 0),
        new double[border * border],
        List.of(new double[group.levels() * level]),
        List.of(new double[group.levels() * group.size() * border]),
        List.of());
  }
}
