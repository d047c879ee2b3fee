package org.blup.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.exception.BlupException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;

class RelationshipTest {

  private record Entry(String animal, String sire, String dam) {}

  private static Relationship pedigree(List<Entry> entries) {
    return Relationship.pedigree(entries, Entry::animal, Entry::sire, Entry::dam);
  }

  private static Relationship pedigree(String... entries) {
    List<Entry> all = new ArrayList<>();
    for (String entry : entries) {
      String[] words = entry.split(" ", -1);
      all.add(new Entry(words[0], words[1], words[2]));
    }
    return pedigree(all);
  }

  /** Mrode 2014, Linear models for the prediction of animal breeding values, example 2.1. */
  @Test
  void inverseOfMrodesPedigree() {
    Relationship relationship = pedigree("1  ", "2  ", "3 1 2", "4 1 ", "5 4 3", "6 5 2");

    RealMatrix inverse = dense(relationship);

    assertThat(relationship.levels()).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(inverse.getRow(0))
        .containsExactly(new double[] {11.0 / 6, 0.5, -1, -2.0 / 3, 0, 0}, within(1e-14));
    RealMatrix a = MatrixUtils.inverse(inverse);
    assertThat(a.getEntry(4, 4)).isCloseTo(1.125, within(1e-14));
    assertThat(a.getEntry(5, 5)).isCloseTo(1.125, within(1e-14));
    assertThat(a.getEntry(5, 4)).isCloseTo(0.6875, within(1e-14));
  }

  @Property(tries = 100)
  void inverseIsThatOfTheTabularMatrix(@ForAll long seed, @ForAll boolean selfing) {
    Random random = new Random(seed);
    int n = 3 + random.nextInt(40);
    List<Entry> entries = new ArrayList<>();
    int[] sire = new int[n];
    int[] dam = new int[n];
    for (int i = 0; i < n; i++) {
      sire[i] = parent(random, i);
      dam[i] = parent(random, i);
      if (!selfing && dam[i] == sire[i]) {
        dam[i] = -1;
      }
      entries.add(new Entry("a" + i, name(sire[i]), name(dam[i])));
    }
    double[][] a = tabular(sire, dam);
    List<Entry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, random);

    Relationship relationship = pedigree(shuffled);

    RealMatrix product = dense(relationship).multiply(reordered(a, relationship.levels()));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(product.getEntry(i, j)).isCloseTo(i == j ? 1 : 0, within(1e-9));
      }
    }
  }

  /** Parents are mostly young, so that lines are inbred. */
  private static int parent(Random random, int offspring) {
    return random.nextInt(5) == 0 ? -1 : offspring - 1 - random.nextInt(Math.min(offspring + 1, 6));
  }

  private static String name(int animal) {
    return animal < 0 ? "" : "a" + animal;
  }

  /** Henderson 1976, equation 1: an animal's relationships are the means of its parents'. */
  private static double[][] tabular(int[] sire, int[] dam) {
    int n = sire.length;
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double s = sire[i] < 0 ? 0 : a[sire[i]][j];
        double d = dam[i] < 0 ? 0 : a[dam[i]][j];
        a[i][j] = (s + d) / 2;
        a[j][i] = a[i][j];
      }
      a[i][i] = 1 + (sire[i] < 0 || dam[i] < 0 ? 0 : a[sire[i]][dam[i]] / 2);
    }
    return a;
  }

  private static RealMatrix reordered(double[][] a, List<String> levels) {
    int n = levels.size();
    RealMatrix matrix = MatrixUtils.createRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int row = Integer.parseInt(levels.get(i).substring(1));
        matrix.setEntry(i, j, a[row][Integer.parseInt(levels.get(j).substring(1))]);
      }
    }
    return matrix;
  }

  private static RealMatrix dense(Relationship relationship) {
    DMatrixSparseCSC sparse = relationship.precision();
    RealMatrix matrix = MatrixUtils.createRealMatrix(sparse.numRows, sparse.numCols);
    for (int i = 0; i < sparse.numRows; i++) {
      for (int j = 0; j < sparse.numCols; j++) {
        matrix.setEntry(i, j, sparse.get(i, j));
      }
    }
    return matrix;
  }

  @Test
  void anAnimalIsThereOnce() {
    assertThatThrownBy(() -> pedigree("a  ", "b  ", "a  "))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "a relationship has levels more than once (1 level: 'a'). Name each level once");
  }

  @Test
  void noAnimalIsItsOwnAncestor() {
    assertThatThrownBy(() -> pedigree("d c ", "a b x", "x  ", "b c ", "c a "))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "c is among its own ancestors: c, a, b, c, each an offspring of the next. Correct one of"
                + " them");
    assertThatThrownBy(() -> pedigree("a a ")).hasMessageContaining("own ancestors: a, a");
  }

  @Test
  void aParentHasAnEntryOfItsOwn() {
    assertThatThrownBy(() -> pedigree("a s d", "d  "))
        .hasMessage(
            "parents without an entry of their own in the pedigree (1 level: 's'). Add them, with their"
                + " own parents or with none");
    assertThatThrownBy(() -> pedigree("a 0 0"))
        .hasMessageContaining("Leave the names of unknown parents empty");
  }

  @Test
  void numbersNameAnimals() {
    Relationship relationship =
        Relationship.pedigree(List.of(7, 8), number -> number, number -> null, number -> " ");

    assertThat(relationship.levels()).containsExactly("7", "8");
    assertThatThrownBy(() -> Relationship.pedigree(List.of(1.5), n -> n, n -> null, n -> null))
        .hasMessageContaining("1.5 of type Double cannot name a level");
  }

  @Test
  void oneTriangleIsEnough() {
    DMatrixSparseCSC lower = new DMatrixSparseCSC(2, 2);
    lower.set(0, 0, 2);
    lower.set(1, 0, -1);
    lower.set(1, 1, 3);

    RealMatrix precision = dense(Relationship.precision(List.of("a", "b"), lower));

    assertThat(precision.getData()).isDeepEqualTo(new double[][] {{2, -1}, {-1, 3}});
  }

  @Test
  void aPrecisionIsSymmetricAndFinite() {
    DMatrixSparseCSC matrix = new DMatrixSparseCSC(2, 2);
    matrix.set(0, 0, 2);
    matrix.set(1, 1, 3);
    matrix.set(0, 1, 1);
    matrix.set(1, 0, 0.5);
    List<String> levels = List.of("a", "b");

    assertThatThrownBy(() -> Relationship.precision(levels, matrix))
        .hasMessageContaining("not symmetric: b and a have 0.5, a and b have 1.0");
    matrix.set(1, 0, Double.NaN);
    assertThatThrownBy(() -> Relationship.precision(levels, matrix))
        .hasMessage("the element of b and a in a relationship is NaN. Give finite numbers");
    assertThatThrownBy(() -> Relationship.precision(List.of("a"), matrix))
        .hasMessageContaining("a precision matrix of 2 × 2 does not fit the 1 levels");
    assertThatThrownBy(() -> Relationship.precision(levels, new DMatrixSparseCSC(2, 2)))
        .hasMessageContaining("the precision of a in a relationship is 0.0");
    assertThatThrownBy(() -> Relationship.precision(List.of(), new DMatrixSparseCSC(0, 0)))
        .hasMessageContaining("without levels");
  }

  @Test
  void aCovarianceIsInverted() {
    DMatrixRMaj covariance = new DMatrixRMaj(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 4}});

    RealMatrix precision = dense(Relationship.covariance(List.of("a", "b", "c"), covariance));

    double[][] expected = {{2.0 / 3, -1.0 / 3, 0}, {-1.0 / 3, 2.0 / 3, 0}, {0, 0, 0.25}};
    for (int i = 0; i < 3; i++) {
      assertThat(precision.getRow(i)).containsExactly(expected[i], within(1e-15));
    }
  }

  @Test
  void theLevelIsNamedWhereACovarianceIsNotPositiveDefinite() {
    double[][] clones = {{1, 0.5, 0.5}, {0.5, 1, 1}, {0.5, 1, 1}};

    assertThatThrownBy(
            () -> Relationship.covariance(List.of("a", "b", "c"), new DMatrixRMaj(clones)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("not positive definite: at c nothing is left of a variance of 1.0");
    double[][] asymmetric = {{1, 0.5}, {0.4, 1}};
    assertThatThrownBy(
            () -> Relationship.covariance(List.of("a", "b"), new DMatrixRMaj(asymmetric)))
        .hasMessageContaining("not symmetric");
  }
}
