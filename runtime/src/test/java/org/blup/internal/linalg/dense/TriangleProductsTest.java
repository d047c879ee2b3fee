package org.blup.internal.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders on both sides of a strip's, and triangles within larger arrays. */
class TriangleProductsTest {

  private static final int START = 3;
  private static final int GAP = 2;

  private final TriangleProducts triangles = new TriangleProducts(new JavaKernels());

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 128, 129, 256, 301})
  void invertsATriangleAndItsSquare(int n) {
    double[] factor = triangle(n);
    double[] inverse = used(n * n);
    triangles.invert(n, factor, START, n + GAP, inverse);
    double[] square = used(START + (n + GAP) * n);
    triangles.square(n, inverse, square, START, n + GAP);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double unit = 0;
        double product = 0;
        for (int l = 0; l < n; l++) {
          unit += lower(factor, n, i, l) * inverse[l + j * n];
          product += inverse[l + i * n] * inverse[l + j * n];
        }
        assertThat(unit).isCloseTo(i == j ? 1 : 0, within(1e-12));
        assertThat(square[START + i + j * (n + GAP)]).isCloseTo(product, within(1e-12));
        assertThat(i >= j || inverse[i + j * n] == 0).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 128, 129, 256, 301})
  void solvesForSeveralSides(int n) {
    double[] factor = triangle(n);
    double[] sides = new Random(2).doubles(4 * n, -1, 1).toArray();
    double[] x = sides.clone();
    triangles.solve(n, 4, factor, START, n + GAP, x);
    for (int side = 0; side < 4; side++) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int l = 0; l <= i; l++) {
          sum += lower(factor, n, i, l) * x[l + side * n];
        }
        assertThat(sum).isCloseTo(sides[i + side * n], within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 129, 301})
  void multipliesSquares(int n) {
    double[] a = new Random(3).doubles((long) n * n, -1, 1).toArray();
    double[] b = new Random(4).doubles((long) n * n, -1, 1).toArray();
    double[] product = SquareProducts.product(n, a, b);
    double[] triangle = a.clone();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        triangle[i * n + j] = 0;
      }
    }
    double[] square = SquareProducts.ofTriangle(n, triangle);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double ofTriangle = 0;
        for (int l = 0; l < n; l++) {
          sum += a[i * n + l] * b[l * n + j];
          ofTriangle += triangle[i * n + l] * triangle[j * n + l];
        }
        assertThat(product[i * n + j]).isCloseTo(sum, within(1e-12));
        assertThat(square[i * n + j]).isCloseTo(ofTriangle, within(1e-12));
      }
    }
  }

  /** Well conditioned, with noise above the diagonal, which must not be read. */
  private static double[] triangle(int n) {
    int ld = n + GAP;
    double[] factor = new Random(1).doubles(START + (long) ld * n, -1, 1).toArray();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        factor[START + i + j * ld] /= n;
      }
      factor[START + j * (ld + 1)] = 1 + (double) j / n;
    }
    return factor;
  }

  private static double lower(double[] factor, int n, int i, int j) {
    return i < j ? 0 : factor[START + i + j * (n + GAP)];
  }

  /** An array that others have used before. */
  private static double[] used(int length) {
    double[] array = new double[length];
    Arrays.fill(array, Double.NaN);
    return array;
  }
}
