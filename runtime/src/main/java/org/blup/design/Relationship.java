package org.blup.design;

import java.util.List;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.jspecify.annotations.Nullable;

/**
 * How the levels of a grouping factor are related: a covariance between levels that is known up to
 * its scale, such as the additive relationships of animals. The effects of {@code (x |
 * related(animal))} covary between levels as the relationship says, and within a level as the
 * model's parameters do: {@code Var(b) = K ⊗ Σ}. Kept as the inverse {@code K⁻¹}, which is sparse
 * for pedigrees. Immutable.
 *
 * <p>Levels without rows are predicted too. Names of levels are text; numbers, characters, booleans
 * and enum constants go by their text.
 */
public sealed interface Relationship permits KnownPrecision {

  /** The levels, in the order of {@link #precision()}. */
  List<String> levels();

  /** {@code K⁻¹}, symmetric, both triangles stored; a copy. */
  DMatrixSparseCSC precision();

  /**
   * The additive relationships of a pedigree, inbreeding taken into account. The inverse is set up
   * by the rules of Henderson (1976, A simple method for computing the inverse of a numerator
   * relationship matrix, Biometrics 32:69–83) and Quaas (1976, Computing the diagonal elements and
   * inverse of a large numerator relationship matrix, Biometrics 32:949–953), with the inbreeding
   * of Meuwissen &amp; Luo (1992, Computing inbreeding coefficients in large populations, Genetics
   * Selection Evolution 24:305–313). One individual may be sire and dam, of one offspring too
   * (selfing).
   *
   * @param animals one entry for each animal, parents before or behind their offspring
   * @param animal its name
   * @param sire the name of its father; null or empty text where unknown
   * @param dam the name of its mother, likewise
   * @throws BlupException if an animal is there twice or among its own ancestors, or a parent has
   *     no entry of its own
   */
  static <R> Relationship pedigree(
      Iterable<? extends R> animals,
      Function<? super R, ?> animal,
      Function<? super R, ? extends @Nullable Object> sire,
      Function<? super R, ? extends @Nullable Object> dam) {
    return Pedigree.read(animals, animal, sire, dam).relationship();
  }

  /**
   * A relationship by the inverse of its covariance matrix.
   *
   * @param levels the names of rows and columns
   * @param precision symmetric and positive definite: both triangles, or one of them alone
   * @throws BlupException if levels are repeated, or the matrix is not symmetric or has numbers
   *     that are not finite. Whether it is positive definite is found when it is first factored, by
   *     the fit
   */
  static Relationship precision(List<?> levels, DMatrixSparseCSC precision) {
    return KnownPrecision.of(LevelNames.of(levels), precision);
  }

  /**
   * A relationship by its covariance matrix, which is inverted: for some thousands of levels.
   *
   * @param levels the names of rows and columns
   * @param covariance symmetric and positive definite
   * @throws BlupException if levels are repeated, or the matrix is not symmetric or not positive
   *     definite; the level where it fails is named
   */
  static Relationship covariance(List<?> levels, DMatrixRMaj covariance) {
    return KnownPrecision.inverseOf(LevelNames.of(levels), covariance);
  }
}
